package web

import "net/http"

// pause is a screen with nothing on it. Where there is a script it stands over the page instead, and leads back to it.
func (v *visit) pause() error {
	return v.show(http.StatusOK, "pause", struct{ frame }{v.frame("", "")})
}

// traces says what leaving cannot do.
func (v *visit) traces() error {
	return v.show(http.StatusOK, "traces", struct{ frame }{v.frame("about", "web.title.about")})
}
