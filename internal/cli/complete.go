package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/engine"
)

// choices lists what may be typed at a place, each as "word<tab>what it is".
type choices func(*app.App) []string

// fixed is choices that need no pack.
func fixed(words ...string) choices { return func(*app.App) []string { return words } }

// complete gives a flag its choices.
func (c *commands) complete(cmd *cobra.Command, flag string, list choices) {
	err := cmd.RegisterFlagCompletionFunc(flag, c.completion(list))
	if err != nil { // the flag does not exist: a mistake in this package
		panic(err)
	}
}

// completion offers choices to the shell, and none when the pack cannot be read: a completion must not complain.
func (c *commands) completion(list choices) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		a, err := c.open()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		done, _, listed := cutLast(typed)
		var matching []string
		for _, word := range list(a) {
			if listed {
				word = done + "," + word
			}
			if strings.HasPrefix(word, typed) {
				matching = append(matching, word)
			}
		}
		return matching, cobra.ShellCompDirectiveNoFileComp
	}
}

// cutLast splits a list such as "fr,ar,t" before its last word.
func cutLast(typed string) (before, last string, listed bool) {
	i := strings.LastIndexByte(typed, ',')
	if i < 0 {
		return "", typed, false
	}
	return typed[:i], typed[i+1:], true
}

// onlyFirst completes the first word and no further one.
func onlyFirst(f cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return f(cmd, args, typed)
	}
}

// values are the values of one fact, each with its label.
func (c *commands) values(key string) choices {
	return func(a *app.App) []string {
		list := a.Facts(c.tag())
		i := slices.IndexFunc(list, func(f engine.FactDoc) bool { return f.Key == key })
		var words []string
		for _, v := range list[i].Values {
			words = append(words, v.ID+"\t"+v.Label)
		}
		return words
	}
}

func (c *commands) tongueTags(a *app.App) []string {
	var words []string
	for _, t := range a.Tongues(c.tag()) {
		words = append(words, t.Tag+"\t"+t.Label)
	}
	return words
}

func (c *commands) topicIDs(a *app.App) []string {
	var words []string
	for _, t := range a.Topics(c.tag()) {
		words = append(words, t.ID+"\t"+t.Title)
	}
	return words
}

func (c *commands) serviceIDs(a *app.App) []string {
	var words []string
	for _, s := range a.Pack().Directory.Services {
		words = append(words, s.ID+"\t"+s.Name.In(c.tag()))
	}
	return words
}

func (c *commands) factKeys(a *app.App) []string {
	var words []string
	for _, f := range a.Facts(c.tag()) {
		words = append(words, f.Key+"\t"+f.Label)
	}
	return words
}
