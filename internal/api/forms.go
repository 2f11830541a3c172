package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
)

// file is an answer that is saved rather than read, in a form of another trade.
type file struct {
	name, media string
	write       func(context.Context, io.Writer) error
}

// serviceForm writes one service down. With neutral, neither the file nor its name says what it is about.
func (api *API) serviceForm(r request) (reply, error) {
	neutral, err := trueOrFalse(r.query, "neutral")
	if err != nil {
		return reply{}, err
	}
	form, err := api.app.Form(r.PathValue("form"), r.tag)
	if err != nil {
		return reply{}, err
	}
	id := r.PathValue("id")
	how := app.Writing{Form: form.Name, At: api.now(), Language: r.tag, Neutral: neutral}
	var b bytes.Buffer
	if err := api.app.ExportService(&b, id, how); err != nil {
		return reply{}, err
	}
	name := plainName(id)
	if neutral {
		name = "contact"
	}
	return reply{private: true, file: &file{name + form.Extension, form.MediaType,
		func(_ context.Context, w io.Writer) error { _, err := b.WriteTo(w); return err }}}, nil
}

// directoryForm writes the whole directory down, if it is not so large that one caller would keep the server busy.
func (api *API) directoryForm(r request) (reply, error) {
	form, err := api.app.Form(r.PathValue("form"), r.tag)
	if err != nil {
		return reply{}, err
	}
	if api.app.Size() > app.MaxAnswer {
		e := fault.New(fault.NotFound, "directory.too-large", nil)
		e.Args = map[string]string{"max": strconv.Itoa(app.MaxAnswer), "form": form.Name}
		return reply{}, e
	}
	how := app.Writing{Form: form.Name, At: api.now(), Language: r.tag}
	return reply{file: &file{"services" + form.Extension, form.MediaType,
		func(ctx context.Context, w io.Writer) error { return api.app.Export(ctx, w, how) }}}, nil
}

// sendFile writes a file as it is made. When that fails before anything was sent, the error is told; after that the
// connection is cut, so that a part is not taken for the whole.
func (api *API) sendFile(w http.ResponseWriter, r request, reply reply) {
	h := w.Header()
	h.Set("Content-Type", reply.file.media)
	h.Set("Content-Disposition", `attachment; filename="`+reply.file.name+`"`)
	h.Set("Content-Language", string(r.tag))
	h.Set("Cache-Control", "no-cache")
	if reply.private { // which service somebody took home
		h.Set("Cache-Control", "no-store")
	}
	h.Add("Vary", "Accept-Language")
	if r.Method == http.MethodHead {
		return
	}
	out := started{Writer: w}
	err := reply.file.write(r.Context(), &out)
	switch {
	case err == nil:
	case out.yes:
		if r.Context().Err() == nil {
			api.report(err)
		}
		panic(http.ErrAbortHandler)
	default:
		h.Del("Content-Disposition")
		h.Del("Vary")
		api.fail(w, r.tag, err)
	}
}

// started knows whether anything was written.
type started struct {
	io.Writer
	yes bool
}

func (s *started) Write(data []byte) (int, error) {
	s.yes = true
	return s.Writer.Write(data)
}

// plainName makes a file's name of an id: letters, digits and hyphens, which every system takes.
func plainName(id string) string {
	const most = 60
	name := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, id)
	if name = strings.Trim(name[:min(len(name), most)], "-"); name == "" {
		return "service"
	}
	return name
}

// trueOrFalse reads a parameter that is a choice; without it, it is no.
func trueOrFalse(query url.Values, name string) (bool, error) {
	text, err := single(query, name)
	if err != nil {
		return false, err
	}
	switch text {
	case "true", "yes", "1":
		return true, nil
	case "false", "no", "0", "":
		return false, nil
	}
	return false, invalid(name, "find.true-or-false")
}
