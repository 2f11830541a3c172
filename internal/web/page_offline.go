package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"strings"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// Pages that a device shows when the network does not answer: to what it asked for, and to what it wanted to send.
const (
	unreachedPage = "offline/unreached"
	unsentPage    = "offline/unsent"
)

type unreached struct {
	frame
	Sent bool // something was to be sent, and was not
}

func (v *visit) unreached() error {
	return v.show(http.StatusOK, "unreached", unreached{v.frame("", ""), false})
}

func (v *visit) unsent() error {
	return v.show(http.StatusOK, "unreached", unreached{v.frame("", ""), true})
}

type preparedPage struct {
	frame
	States  []string
	Apps    []appChoice
	Removed string // how the copy was just removed: once or never; or empty
}

// readiness lists the ways in which a device is ready or not, for which the page has a sentence each.
func readiness() []string {
	return []string{"ready", "preparing", "absent", "off", "refused", "recalled", "full", "full-older", "cut", "cut-older",
		"wrong", "wrong-older"}
}

// prepared says what a copy on the device is, whether there is one, how to remove it and how to install.
func (v *visit) prepared() error { return v.showPrepared("") }

// removeCopy answers the buttons that remove everything. The browser is asked to clear what it keeps of the site,
// which also works where no script runs.
func (v *visit) removeCopy() error {
	sent, err := v.form()
	if err != nil {
		return err
	}
	how := sent.Get("remove")
	if how != "once" && how != "never" {
		return fault.New(fault.Invalid, "fault.invalid", nil)
	}
	v.w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return v.showPrepared(how)
}

func (v *visit) showPrepared(removed string) error {
	page := preparedPage{frame: v.frame("about", "web.title.about"), States: readiness(), Removed: removed}
	if id := v.r.PathValue("app"); id != "" {
		if _, known := appNamed(id); !known {
			return fault.New(fault.NotFound, "fault.no-page", nil)
		}
		page.App = id
	}
	page.Post = false // what was sent is a wish, and not to be sent again in another language
	for _, a := range apps() {
		href := "/" + string(v.tag) + "/about/device/" + a.id
		page.Apps = append(page.Apps, appChoice{a.id, a.name.In(v.tag), href, v.assets.drawing(a.id)})
	}
	return v.show(http.StatusOK, "prepared", page)
}

// appChoice is a name and an icon that an installed Halte may have.
type appChoice struct {
	ID, Name, Href string
	Drawing        template.HTML // of our own file
}

// app is how an installed Halte is called and drawn. The first is the one that is taken when nobody chooses.
type installedApp struct {
	id     string
	name   lang.Text
	colour string
}

func apps() []installedApp {
	return []installedApp{
		{"halte", lang.Text{"en": "Halte", "fr": "Halte", "nl": "Halte"}, "#17535a"},
		{"notes", lang.Text{"en": "Notes", "fr": "Notes", "nl": "Notities"}, "#3b5157"},
		{"agenda", lang.Text{"en": "Planner", "fr": "Agenda", "nl": "Agenda"}, "#96491a"},
	}
}

func appNamed(id string) (installedApp, bool) {
	for _, a := range apps() {
		if a.id == id {
			return a, true
		}
	}
	return installedApp{}, false
}

const iconFolder = "icons/"

// drawing is what an icon draws, without the frame that every page gives it.
func (a *assets) drawing(id string) template.HTML {
	_, inner, _ := strings.Cut(string(a.files[iconFolder+id+".svg"]), ">")
	inner, _, _ = strings.Cut(inner, "</svg>")
	return template.HTML(inner)
}

// installed is the name of the manifest that a browser reads when somebody installs Halte.
func installed(tag lang.Tag, id string) string {
	return "app/" + string(tag) + "-" + id + ".webmanifest"
}

// addManifests writes a manifest for each language and choice, and adds it to what the address of all assets is made
// from. They hold no description, no category and no shortcut:
// a store, a launcher or a search on the device would show it.
func (a *assets) addManifests(sum io.Writer) error {
	for _, tag := range lang.Interface() {
		for _, choice := range apps() {
			name := choice.name.In(tag)
			var icons []map[string]string
			for _, pixels := range []string{"192", "512"} {
				icons = append(icons, map[string]string{"src": "../" + iconFolder + choice.id + "-" + pixels + ".png",
					"sizes": pixels + "x" + pixels, "type": "image/png", "purpose": "any maskable"})
			}
			icons = append(icons, map[string]string{"src": "../" + iconFolder + choice.id + ".svg", "sizes": "any",
				"type": "image/svg+xml", "purpose": "any"})
			data, err := json.Marshal(map[string]any{"id": "/", "name": name, "short_name": name, "lang": tag, "dir": "ltr",
				"start_url": "/" + string(tag) + "/", "scope": "/", "display": "standalone", "icons": icons,
				"background_color": "#fbf7ef", "theme_color": choice.colour})
			if err != nil {
				return fmt.Errorf("write the manifest of %s: %w", choice.id, err)
			}
			a.files[installed(tag, choice.id)] = data
			fmt.Fprintf(sum, "%s\n", data)
		}
	}
	return nil
}
