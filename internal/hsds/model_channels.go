package hsds

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
)

// channels reads every way to reach a service: its own, then those at its places, then those of its contacts; those of
// its organisation only when there is no number otherwise.
func (m *mapper) channels(doc *object, r *directory.Record) {
	s := &r.Service
	if m.ownChannels(doc, s) {
		return
	}
	m.phones(doc, s, "")
	for _, at := range doc.items("service_at_locations") {
		m.phones(at, s, "")
		m.contacts(at, s)
		if location := at.child("location"); location != nil {
			m.phones(location, s, location.look("name"))
			m.contacts(location, s)
		}
	}
	m.contacts(doc, s)
	if org := doc.child("organization"); org != nil && !hasNumber(s) {
		m.phones(org, s, r.Organisation.Name.In(m.tag))
	}
	for _, address := range m.emails(doc, "services") {
		m.channel(s, directory.Channel{Kind: directory.Email, Value: address})
	}
	if web := m.web(doc, "services", "url"); web != "" {
		m.channel(s, directory.Channel{Kind: directory.Web, Value: web})
	}
	doc.keep("additional_urls", func(o *object) bool {
		if web := m.web(o, "urls", "url"); web != "" {
			m.channel(s, directory.Channel{Kind: directory.Web, Value: web, Label: m.text(o.take("label"))})
		}
		return o.strip("")
	})
}

func hasNumber(s *directory.Service) bool {
	for _, c := range s.Channels {
		if c.Kind == directory.Phone || c.Kind == directory.SMS {
			return true
		}
	}
	return false
}

// channel adds a channel that is not there yet. The first label for a number stays.
func (m *mapper) channel(s *directory.Service, c directory.Channel) {
	for i := range s.Channels {
		known := &s.Channels[i]
		if known.Kind == c.Kind && known.Value == c.Value && known.Extension == c.Extension {
			if known.Label == nil {
				known.Label = c.Label
			}
			return
		}
	}
	s.Channels = append(s.Channels, c)
}

// contacts reads the numbers and addresses of people to turn to. Who they are is set aside.
func (m *mapper) contacts(o *object, s *directory.Service) {
	for _, c := range o.items("contacts") {
		var who []string
		for _, key := range []string{"name", "title", "department"} {
			who = append(who, c.look(key))
		}
		label := strings.Join(distinct(who), ", ")
		m.phones(c, s, label)
		for _, address := range m.emails(c, "contacts") {
			m.channel(s, directory.Channel{Kind: directory.Email, Value: address, Label: m.text(label)})
		}
	}
}

// phones reads the numbers in a list. Fax machines and the like cannot be called and are set aside.
func (m *mapper) phones(o *object, s *directory.Service, label string) {
	o.keep("phones", func(p *object) bool {
		kind := directory.Phone
		m.phoneLanguages(p)
		switch strings.ToLower(p.look("type")) {
		case "", "voice", "cell", "mobile", "phone", "telephone", "landline", "hotline", "toll-free", "main":
		case "text", "sms":
			kind = directory.SMS
		default:
			return true
		}
		said := p.look("description")
		if said == "" {
			said = p.look("department")
		}
		if said == "" {
			said = label
		}
		written := p.look("number")
		numbers := m.numbers(p)
		if len(numbers) == 0 {
			return written != ""
		}
		for _, c := range numbers {
			c.Kind, c.Label = kind, m.text(said)
			m.channel(s, c)
		}
		p.drop("type", "number", "extension", "description", "department")
		if !p.strip("") {
			return false
		}
		p.fields = append([]field{{"number", textOf(numbers[0].Value)}}, p.fields...) // which number it is about
		return true
	})
}

// phoneLanguages makes the languages of HSDS 1.1, which stand in one field, a list as in 3.1.
func (m *mapper) phoneLanguages(p *object) {
	for _, name := range splitWords(p.take("language")) {
		language := &object{}
		language.put("name", textOf(name))
		p.add("languages", language)
	}
}

var (
	extension = regexp.MustCompile(`(?i)^(.*[0-9)])\s*(?:,?\s*\b(?:extension|ext|poste|toestel|post|doorkies)|,?\s*x|#)\s*[.:#]?\s*([0-9]{1,7})$`)
	several   = regexp.MustCompile(`(?i)\s*(?:;|,|\||\n|\s/\s|\s+or\s+|\s+ou\s+|\s+of\s+|\s+et\s+|\s+en\s+|\s+and\s+|\s+&\s+)\s*`)
)

// numbers reads the field for a number, in which there may be several, or an extension. No digit is ever changed.
func (m *mapper) numbers(p *object) []directory.Channel {
	text := strings.Trim(p.look("number"), `"' `)
	if text == "" {
		return nil
	}
	bare := strings.Trim(text, "+0123456789-.() /") == ""
	parts := []string{text}
	if !bare || strings.Contains(text, " / ") {
		parts = apart(text)
	}
	var list []directory.Channel
	for _, part := range parts {
		c := directory.Channel{Value: part}
		if bare {
			list = append(list, c)
			continue
		}
		if found := extension.FindStringSubmatch(part); found != nil && digits(found[1]) >= 6 {
			c.Value, c.Extension = strings.TrimSpace(found[1]), found[2]
			m.find("phones", "extension", Fixed, "the extension was taken out of the number", text, c.Value)
		}
		list = append(list, c)
	}
	if len(list) > 1 {
		m.find("phones", "number", Fixed, "there were several numbers in one field", text, "")
	}
	if n := digits(text); n < 2 || n > 60 {
		m.find("phones", "number", Unclear, "this is not a telephone number; it was set aside", text, "")
		return nil
	}
	if own := p.look("extension"); own != "" && len(list) == 1 {
		switch {
		case list[0].Extension == "":
			list[0].Extension = strings.TrimSuffix(own, ".0")
		case list[0].Extension != own:
			m.find("phones", "extension", Unclear, "the number has another extension in it", text, own)
		}
	}
	return list
}

// apart splits a field into numbers, if each part has enough digits to be one by itself.
func apart(text string) []string {
	parts := several.Split(text, -1)
	for _, part := range parts {
		if digits(part) < 6 {
			return []string{text}
		}
	}
	return parts
}

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// emails reads the e-mail addresses in a field. What is none stays where it is.
func (m *mapper) emails(o *object, table string) []string {
	text := o.take("email")
	if text == "" {
		return nil
	}
	var list []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ;,\n\t<>", r) }) {
		part = strings.TrimSuffix(strings.TrimPrefix(part, "mailto:"), ".")
		if email(part) != "" {
			list = append(list, part)
		}
	}
	switch {
	case len(list) == 0:
		m.find(table, "email", Dropped, "this is not an e-mail address", text, "")
	case len(list) > 1 || list[0] != text:
		m.find(table, "email", Fixed, "addresses were taken out of a text", text, strings.Join(list, ", "))
	}
	return list
}

// web reads an address on the web. One without a scheme gets http, which leads to https where there is that.
func (m *mapper) web(o *object, table, key string) string {
	text := o.take(key)
	if text == "" {
		return ""
	}
	address := absolute(text)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Hostname(), ".") || u.User != nil ||
		webAddress(address) == "" || strings.ContainsAny(address, " \n\t;,") {
		m.find(table, key, Dropped, "this is not an address on the web", text, "")
		return ""
	}
	if address != text {
		m.find(table, key, Fixed, "the address was written out as browsers need it", text, address)
	}
	return address
}

// escaped are characters that people write in addresses and that must be written otherwise there.
var escaped = strings.NewReplacer(`\`, "/", "{", "%7B", "}", "%7D", "|", "%7C", "^", "%5E", "`", "%60")

// absolute writes an address on the web with its scheme.
func absolute(text string) string {
	address := escaped.Replace(text)
	if scheme, rest, ok := strings.Cut(address, ":/"); ok && !strings.HasPrefix(rest, "/") && (scheme == "http" || scheme == "https") {
		return scheme + "://" + rest
	}
	if !strings.Contains(address, "://") {
		address = "http://" + strings.TrimPrefix(address, "//")
	}
	return address
}
