package press

// A length is in micrometres.
const (
	millimetre = 1000
	a4Width    = 210 * millimetre
	a4Height   = 297 * millimetre
)

// pt is a size of letters, in tenths of a point.
func pt(tenths int) int { return tenths * 25400 / 720 }

// geometry is a form as paper: panels, how they hang together, and how many cards a page has.
type geometry struct {
	width, height int   // of a panel
	margin        int   // on each side of it, empty but for the batch mark
	least, most   int   // panels
	beside        bool  // panels stand beside each other, else below
	columns, gap  int   // cards on a page, and what is between them
	pages         bool  // a panel is a page
	scales        []int // in percent, largest first: a card with little on it is set larger
	comfortable   int   // the percentage below which more paper is better than smaller letters
	sizes         sizes
	code          int // side of a QR code with its empty edge
}

// sizes are those of letters, in tenths of a point, at 100 percent.
type sizes struct {
	heading, name, number, body, mark int
	pictogram                         int // side, in micrometres
}

func geometries() map[Form]geometry {
	small := []int{150, 140, 130, 120, 110, 105, 100}
	return map[Form]geometry{
		Wallet: {width: 85000, height: 54000, margin: 5000, least: 2, most: 4, columns: 2, gap: 10000, scales: small, comfortable: 110,
			sizes: sizes{90, 90, 170, 80, 60, 0}, code: 27000},
		Strip: {width: 60000, height: 30000, margin: 3000, least: 3, most: 3, beside: true, columns: 1, gap: 4000, scales: small, comfortable: 100,
			sizes: sizes{80, 80, 145, 75, 50, 0}, code: 27000},
		A6: {width: 105000, height: 148500, margin: 9000, least: 1, most: 2, beside: true, columns: 2, scales: []int{130, 120, 110, 100, 95, 90, 85, 80}, comfortable: 90,
			sizes: sizes{150, 130, 260, 115, 70, 0}, code: 30000},
		Large18: {width: a4Width, height: a4Height, margin: 20000, least: 1, most: 6, columns: 1, pages: true, scales: []int{100},
			sizes: sizes{260, 210, 380, 180, 100, 0}, code: 38000},
		Large24: {width: a4Width, height: a4Height, margin: 18000, least: 1, most: 8, columns: 1, pages: true, scales: []int{100},
			sizes: sizes{320, 270, 460, 240, 100, 0}, code: 38000},
		Easy: {width: a4Width, height: a4Height, margin: 20000, least: 1, most: 6, columns: 1, pages: true, scales: []int{130, 120, 110, 100},
			sizes: sizes{240, 190, 300, 170, 100, 14000}, code: 40000},
	}
}

// size is the extent of a card of some panels.
func (g geometry) size(panels int) (width, height int) {
	switch {
	case g.pages:
		return g.width, g.height
	case g.beside:
		return g.width * panels, g.height
	}
	return g.width, g.height * panels
}

// rows is how many cards stand below each other on a page.
func (g geometry) rows(panels int) int {
	const edge = 12 * millimetre // at top and bottom, for marks and words
	_, height := g.size(panels)
	if height*2 == a4Height {
		return 2
	}
	return max(1, (a4Height-2*edge+g.gap)/(height+g.gap))
}

// across is how many cards stand beside each other on a page.
func (g geometry) across(panels int) int {
	width, _ := g.size(panels)
	return min(g.columns, max(1, a4Width/width))
}

// copies is how many cards a page has.
func (g geometry) copies(panels int) int {
	if g.pages {
		return 1
	}
	return g.across(panels) * g.rows(panels)
}
