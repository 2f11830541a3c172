package hsdsapi

// page is a part of a list, as HSDS has it.
type page[T any] struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	PageNumber int  `json:"page_number"`
	Size       int  `json:"size"` // how many are in contents
	FirstPage  bool `json:"first_page"`
	LastPage   bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []T  `json:"contents"`
}

func newPage[T any](p parameters, contents []T, total int) page[T] {
	if contents == nil {
		contents = []T{}
	}
	pages := (total + p.size - 1) / p.size
	return page[T]{
		TotalItems: total, TotalPages: pages, PageNumber: p.page, Size: len(contents),
		FirstPage: p.page == 1, LastPage: p.page >= pages, Empty: len(contents) == 0, Contents: contents,
	}
}

// cut returns the part of a list that a query asks for.
func cut[T any](list []T, q Query) []T {
	from := min(q.Offset, len(list))
	return list[from:min(from+q.Limit, len(list))]
}

// lister reads the part of a list that a query asks for, as documents, and how many there are in all.
type lister[T any] func(q Query) (documents []T, total int, err error)

// list answers with one page, or with everything, one document on a line.
func list[T any](r request, read lister[T]) (reply, error) {
	if r.asked.stream {
		return reply{private: r.asked.private, lines: func(write func(document any) error) error {
			return readAll(r.asked.Query, read, write)
		}}, nil
	}
	documents, total, err := read(r.asked.Query)
	if err != nil {
		return reply{}, err
	}
	return reply{document: newPage(r.asked, documents, total), private: r.asked.private}, nil
}

// readAll reads part after part.
func readAll[T any](q Query, read lister[T], write func(document any) error) error {
	for {
		documents, total, err := read(q)
		if err != nil {
			return err
		}
		for _, d := range documents {
			if err := write(d); err != nil {
				return err
			}
		}
		q.Offset += len(documents)
		if len(documents) == 0 || q.Offset >= total {
			return nil
		}
	}
}
