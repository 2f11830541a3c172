package hours

// Explain says the hours in plain words.
func (s *Schedule) Explain(lang string) string { return s.text }
