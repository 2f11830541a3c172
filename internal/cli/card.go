package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// cardFlags is what a card was asked for with.
type cardFlags struct {
	form, heading, contact, visit, where, page string
	services, parts, good                      answers
	named                                      bool
}

func (c *commands) card() *cobra.Command {
	var f cardFlags
	cmd := &cobra.Command{
		Use:   "card",
		Short: "What the person takes away: numbers and hours, on a card that says nothing to anyone else",
		Long: "Make a card of the first services of a decision, which comes on the standard input as halte route --json\n" +
			"writes it, or of the services that are named. Nothing about the person is on it, and no word that tells\n" +
			"what it is about, unless --named says that the person wants the services' own names.\n\n" +
			"First ask whether it is safe to carry: halte card safe lists what else there is. --lang is the language\n" +
			"of the card; there are more than those of the program: see halte phrases.",
		Example: "  halte route --file-language fr --needs listening --json | halte card\n" +
			"  halte card --services ecoute,cpvcf --lang ar --parts numbers,names --heading none\n" +
			"  halte card --services caw-onthaal --form sms --lang nl\n" +
			"  halte card --services cpvcf,ecoute --form wallet --lang fr > card.pdf\n  halte card --services ecoute --form braille --lang fr > card.brf\n" +
			"  halte card --visit 2026-12-01T14:00 --where \"room 12\" --form icalendar\n  halte card recall",
		Args:              c.noSuchCommand,
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil }, // a card speaks more languages than the program
		RunE:              func(cmd *cobra.Command, _ []string) error { return c.makeCard(cmd, f) },
	}
	forms := app.CardForms()
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.form, "form", "text", strings.Join(forms, ", "))
	flags.Var(&f.services, "services", "ids of the services on it, at most "+strconv.Itoa(card.MaxDoors))
	flags.Var(&f.parts, "parts", "what is on it: "+strings.Join(said(card.Parts()), ", ")+" (default: the first four)")
	flags.StringVar(&f.heading, "heading", "", "neutral heading, by its id in the pack, or none (default: the first)")
	flags.StringVar(&f.contact, "contact", "", "neutral name of a contact, by its id in the pack")
	flags.BoolVar(&f.named, "named", false, "the person has named it, and wants the services' own names on it")
	flags.StringVar(&f.visit, "visit", "", "next appointment, as 2026-12-01T14:00")
	flags.StringVar(&f.where, "where", "", "where that is; keep the name of a service out of it")
	flags.Var(&f.good, "good-time", "when is a good time for a call: "+strings.Join(append(card.Days(), card.Times()...), ", "))
	flags.StringVar(&f.page, "page", "", "address of the neutral page, for the part code; the marks are added to it")
	c.complete(cmd, "form", fixed(forms...))
	c.complete(cmd, "services", c.serviceIDs)
	c.complete(cmd, "parts", fixed(said(card.Parts())...))
	c.complete(cmd, "good-time", fixed(append(card.Days(), card.Times()...)...))
	cmd.AddCommand(c.cardSafe(), c.cardRecall())
	return cmd
}

func (c *commands) makeCard(cmd *cobra.Command, f cardFlags) error {
	if err := app.CheckCardForm(f.form); err != nil {
		return err
	}
	a, err := c.own()
	if err != nil {
		return err
	}
	choice, err := c.choice(a, f)
	if err != nil {
		return err
	}
	if len(choice.Doors) == 0 && f.visit == "" && len(f.good) == 0 {
		if !c.env.Piped {
			return wrong(cmd, "cli.card.nothing")
		}
		if choice.Doors, err = firstDoors(c.env.In, a); err != nil {
			return err
		}
	}
	made, err := a.Card(choice, f.page)
	if err != nil {
		return err
	}
	data, err := a.WriteCard(made, f.form, c.tag())
	if err != nil {
		return err
	}
	c.warn(made, f.form)
	_, err = c.env.Out.Write(data)
	return err
}

// choice reads the flags.
func (c *commands) choice(a *app.App, f cardFlags) (card.Choice, error) {
	choice := card.Choice{Language: lang.Tag(c.language), Heading: f.heading, Contact: f.contact, Named: f.named,
		Visit: card.Visit{Where: f.where}}
	if choice.Language == "" {
		choice.Language = c.tag()
	}
	for _, id := range f.services.list() {
		choice.Doors = append(choice.Doors, card.DoorChoice{Service: id})
	}
	for _, p := range f.parts.list() {
		choice.Parts = append(choice.Parts, card.Part(p))
	}
	for _, word := range f.good.list() {
		if slices.Contains(card.Times(), word) {
			choice.SafePart = append(choice.SafePart, word)
		} else {
			choice.SafeDays = append(choice.SafeDays, word)
		}
	}
	if f.visit != "" {
		start, err := time.ParseInLocation("2006-01-02T15:04", f.visit, a.Zone())
		if err != nil {
			return choice, fault.InvalidFields([]fault.Detail{{Field: "visit", Key: "card.fault.moment"}})
		}
		choice.Visit.Start = start
	}
	return choice, nil
}

// list is what was given, with commas or again.
func (a answers) list() []string {
	var out []string
	for _, value := range a {
		out = append(out, strings.Split(value, ",")...)
	}
	return out
}

func said(parts []card.Part) []string {
	var out []string
	for _, p := range parts {
		out = append(out, string(p))
	}
	return out
}

// Bounds on a decision: how much of one is read, and how many of its services are on a card when none is named.
const (
	maxDecision = 4 << 20
	doorsOfOne  = 3
)

// firstDoors takes the first services of a decision that can be telephoned.
func firstDoors(in io.Reader, a *app.App) ([]card.DoorChoice, error) {
	var decision struct {
		Options []struct {
			Service  struct{ ID string }
			Channels []struct{ Kind string }
		}
	}
	data, err := io.ReadAll(io.LimitReader(in, maxDecision+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read decision: %w", err)
	case len(data) > maxDecision:
		return nil, fault.New(fault.TooLarge, "fault.too-large", nil)
	}
	if err := json.Unmarshal(data, &decision); err != nil {
		return nil, fault.New(fault.Malformed, "cli.card.malformed", err)
	}
	if decision.Options == nil {
		return nil, fault.New(fault.Malformed, "cli.card.malformed", errors.New("it has no options"))
	}
	var doors []card.DoorChoice
	for _, o := range decision.Options {
		dialled := slices.ContainsFunc(o.Channels, func(ch struct{ Kind string }) bool { return ch.Kind == "phone" || ch.Kind == "sms" })
		if dialled && a.Carriable(o.Service.ID) && len(doors) < doorsOfOne {
			doors = append(doors, card.DoorChoice{Service: o.Service.ID})
		}
	}
	return doors, nil
}

// warn tells the professional what is not on the card.
func (c *commands) warn(made card.Card, form string) {
	if made.Review == card.Unreviewed {
		c.say(c.printer().T("cli.card.unreviewed"))
	}
	if app.Traces(form) {
		c.say(c.printer().T("cli.card.trace"))
	}
	if m := card.SMS(made); form == string(card.FormMessage) && m.Parts > 1 {
		c.say(c.printer().T("cli.card.parts", "n", strconv.Itoa(m.Parts)))
	}
}

// cardSafe is the question that comes first.
func (c *commands) cardSafe() *cobra.Command {
	return &cobra.Command{
		Use:   "safe",
		Short: "The question that comes first: is it safe to carry this, and what else is there",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			a, err := c.own()
			if err != nil {
				return err
			}
			p := c.paper(c.env.Now())
			carry := a.Cards().Carry
			p.line(0, "", carry.Question.In(c.tag()), strong)
			for _, alternative := range carry.Alternatives {
				p.heading(alternative.Title.In(c.tag()), strong)
				p.line(2, "", alternative.Text.In(c.tag()), plain)
			}
			return c.show(p)
		},
	}
}
