package pack

import (
	"path"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/phrases"
	"github.com/halte-brussels/halte/internal/routing"
)

// shapeOf says, by its name, what a file of a pack holds. A file that is nothing of a pack has no out.
func shapeOf(name string) shape {
	if path.Ext(name) != ".yaml" {
		return shape{name: name}
	}
	switch name {
	case "facts.yaml":
		var file struct {
			Facts []facts.Fact `yaml:"facts"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.facts = file.Facts
			remember(f, name, "facts", file.Facts, func(x facts.Fact) string { return x.ID })
		}}
	case "holidays.yaml":
		var file struct {
			Holidays []Holiday `yaml:"holidays"`
		}
		return shape{name: name, out: &file, keep: func(f *files) { f.holidays = file.Holidays }}
	case "promises.yaml":
		var file struct {
			Promises []Promise `yaml:"promises"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.promises = file.Promises
			remember(f, name, "promises", file.Promises, func(p Promise) string { return p.ID })
		}}
	case "search.yaml":
		var file struct {
			Queries []Query `yaml:"queries"`
		}
		return shape{name: name, out: &file, keep: func(f *files) { f.queries = file.Queries }}
	}
	return shapeIn(path.Dir(name), name)
}

// shapeIn says what a file holds by the folder it is in.
func shapeIn(folder, name string) shape {
	switch folder {
	case "sources":
		var file struct {
			Sources []guide.Source `yaml:"sources"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.sources = append(f.sources, file.Sources...)
			remember(f, name, "sources", file.Sources, func(s guide.Source) string { return s.ID })
		}}
	case "guide":
		var file struct {
			Topics []guide.Topic `yaml:"topics"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.topics = append(f.topics, file.Topics...)
			remember(f, name, "topics", file.Topics, func(t guide.Topic) string { return t.ID })
		}}
	case "directory":
		return directoryShape(name)
	case "rules":
		var file struct {
			Rules []routing.Rule `yaml:"rules"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.rules = append(f.rules, file.Rules...)
			remember(f, name, "rules", file.Rules, func(r routing.Rule) string { return r.ID })
		}}
	case "phrases":
		return phrasesShape(name)
	case "cards":
		return cardsShape(name)
	case "cases":
		var file struct {
			Cases []Case `yaml:"cases"`
		}
		return shape{name: name, out: &file, keep: func(f *files) {
			f.cases = append(f.cases, file.Cases...)
			remember(f, name, "cases", file.Cases, func(c Case) string { return c.ID })
		}}
	}
	return shape{name: name}
}

func directoryShape(name string) shape {
	var file directory.Lists
	return shape{name: name, out: &file, keep: func(f *files) {
		all := &f.directory
		all.Organisations = append(all.Organisations, file.Organisations...)
		all.Places = append(all.Places, file.Places...)
		all.ConfidentialPlaces = append(all.ConfidentialPlaces, file.ConfidentialPlaces...)
		all.Services = append(all.Services, file.Services...)
		remember(f, name, "organisations", file.Organisations, func(o directory.Organisation) string { return o.ID })
		remember(f, name, "places", file.Places, func(p directory.Place) string { return p.ID })
		remember(f, name, "confidential_places", file.ConfidentialPlaces,
			func(p directory.ConfidentialPlace) string { return p.ID })
		remember(f, name, "services", file.Services, func(s directory.Service) string { return s.ID })
	}}
}

// phrasesShape is the sentences in the languages of the pack, or those in one more language.
func phrasesShape(name string) shape {
	if name != phrasesFile {
		var tongue phrases.Tongue
		return shape{name: name, out: &tongue, keep: func(f *files) {
			f.phrases.Tongues = append(f.phrases.Tongues, tongue)
			remember(f, name, "tongues", []phrases.Tongue{tongue}, func(t phrases.Tongue) string { return string(t.Tag) })
		}}
	}
	var file struct {
		Groups  []phrases.Group  `yaml:"groups"`
		Answers []phrases.Phrase `yaml:"answers"`
	}
	return shape{name: name, out: &file, keep: func(f *files) {
		f.phrases.Groups, f.phrases.Answers = file.Groups, file.Answers
		remember(f, name, "groups", file.Groups, func(g phrases.Group) string { return g.ID })
		remember(f, name, "answers", file.Answers, func(p phrases.Phrase) string { return p.ID })
	}}
}

// remember notes in which file each part of a list was read, and reports an id that was read before.
func remember[T any](f *files, name, key string, list []T, id func(T) string) {
	for _, part := range list {
		path := key + "[" + id(part) + "]"
		if earlier, ok := f.fileOf[path]; ok {
			f.problems = append(f.problems, Problem{name, f.lines[name][path], path,
				"the id was used before, in " + earlier, "give it another id"})
			continue
		}
		f.fileOf[path] = name
		if key != "facts" && !isID(id(part)) { // the engine names the facts, with underscores
			f.problems = append(f.problems, Problem{name, f.lines[name][path], path,
				"is not a well-formed id", "use lower-case letters, digits and single hyphens"})
		}
	}
}

// isID tells whether a text is lower-case words joined by hyphens.
func isID(s string) bool {
	previous := byte('-')
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c == '-' && previous != '-':
		default:
			return false
		}
		previous = c
	}
	return s != "" && previous != '-'
}
