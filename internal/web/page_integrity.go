package web

import (
	"net/http"
	"slices"
	"strings"
)

type integrityPage struct {
	frame
	Manifest Manifest
}

// integrity lists the fingerprints of what is sent to a device. A page cannot hold its own: in the copy on a device,
// the files of pages are left out.
func (v *visit) integrity() error {
	page := integrityPage{frame: v.frame("about", "web.title.about")}
	if v.copied {
		page.Manifest = Manifest{Program: program(), Pack: v.packRef(), Files: append(v.files(), v.worker())}
		return v.show(http.StatusOK, "integrity", page)
	}
	var err error
	if page.Manifest, err = v.Sent(); err != nil {
		return err
	}
	return v.show(http.StatusOK, "integrity", page)
}

// fours sets a fingerprint in groups that can be read aloud.
func fours(print string) string {
	var groups []string
	for chunk := range slices.Chunk([]byte(print), 4) {
		groups = append(groups, string(chunk))
	}
	return strings.Join(groups, " ")
}
