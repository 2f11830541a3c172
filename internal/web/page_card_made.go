package web

import (
	"net/http"
	"net/netip"
	"net/url"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/forms"
	"github.com/halte-brussels/halte/internal/press"
	"github.com/halte-brussels/halte/internal/view"
)

// makeCard makes the card that was chosen, and shows it. Nothing of it is kept.
func (v *visit) makeCard() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	if sent.Has(edit) {
		sent.Del(edit)
		return v.askCard(http.StatusOK, sent, nil)
	}
	given, err := v.given(sent)
	if err == nil {
		var shown forms.Shown
		shown, err = forms.Show(given.Card, given.Form, v.tools())
		given.Markup, given.Parts = shown.Markup, shown.Parts
	}
	if problems, ok := v.problems(err); ok {
		return v.askCard(http.StatusUnprocessableEntity, sent, problems)
	}
	if err != nil {
		return err
	}
	return v.answer("card", sent, v.view.Card(given, view.Answers(sent)))
}

// given makes the card in the form that was asked for.
func (v *visit) given(sent url.Values) (view.Given, error) {
	choice, err := card.Read(sent, v.app.Zone())
	if err != nil {
		return view.Given{}, err
	}
	made, err := v.app.Card(choice, view.NeutralPage(v.origin(), v.tag))
	if err != nil {
		return view.Given{}, err
	}
	return view.Given{Card: made, Form: card.Form(sent.Get("form"))}, nil
}

// tools are what the forms need besides a card.
func (v *visit) tools() forms.Tools {
	return forms.Tools{Words: press.WordsOf(v.words), Braille: v.app.Braille()}
}

// cardFile sends the card as a file. Its name says nothing, and no copy is kept on the way.
func (v *visit) cardFile() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	given, err := v.given(sent)
	var f forms.File
	if err == nil {
		f, err = forms.Save(given.Card, given.Form, v.tools())
	}
	if problems, ok := v.problems(err); ok {
		return v.askCard(http.StatusUnprocessableEntity, sent, problems)
	}
	if err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("Content-Disposition", `attachment; filename="`+f.Name+`"`)
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	_, _ = v.w.Write(f.Data)
	return nil
}

// origin is the address of the site as the reader has it.
func (v *visit) origin() string {
	scheme := "https"
	if address, err := netip.ParseAddrPort(v.r.Host); err == nil && address.Addr().IsLoopback() {
		scheme = "http"
	}
	return scheme + "://" + v.r.Host
}
