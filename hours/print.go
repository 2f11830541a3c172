package hours

// String returns the text in the canonical form.
func (s *Schedule) String() string { return s.text }
