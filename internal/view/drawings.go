package view

// Drawings of our own, as lines. They only repeat what words beside them say.
const (
	tick     drawing = `<svg class="glyph" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>`
	cross    drawing = `<svg class="glyph" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M6.5 6.5l11 11m0-11l-11 11"/></svg>`
	receiver drawing = `<svg class="glyph" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M5 4h4l1.8 4.6L8.4 10.400a12 12 0 0 0 5.2 5.2l1.800-2.400L20 15v4a1.500 1.500 0 0 1-1.600 1.500A15.500 15.500 0 0 1 3.500 5.600 1.500 1.500 0 0 1 5 4z"/></svg>`
)

// Tick, Cross and Receiver are for pages that are templates.
func Tick() Node     { return tick }
func Cross() Node    { return cross }
func Receiver() Node { return receiver }
