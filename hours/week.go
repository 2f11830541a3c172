package hours

// weekTable is the compiled form of a week-stable schedule.
type weekTable struct{}
