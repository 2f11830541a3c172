package pdf

// Point is a place on a page.
type Point struct{ X, Y int }

// Kind is how a line goes on.
type Kind uint8

// The kinds.
const (
	Move  Kind = iota // to a new place, without drawing
	Line              // straight
	Curve             // past two places to a third
	Close             // back to where it began
)

func (k Kind) points() int      { return [...]int{1, 1, 3, 0}[k] }
func (k Kind) operator() string { return [...]string{"m", "l", "c", "h"}[k] }

// Segment is one step of a line.
type Segment struct {
	Kind   Kind
	Points [3]Point
}

// At returns the places that the step names.
func (s Segment) At() []Point { return s.Points[:s.Kind.points()] }

// Path is lines that are drawn with a width, or filled when it has none.
type Path struct {
	Segments []Segment
	Stroke   int
	Dash     int // length of dashes and of the gaps between them; zero: none
}
