package cli

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/facts"
)

// servicesAsked is what halte services was asked for.
type servicesAsked struct {
	open, json bool
	at, needs  answers
}

// moment is what was given for the moment, or nothing.
func (s servicesAsked) moment() any {
	if len(s.at) == 0 {
		return nil
	}
	return listed("at", s.at)
}

func (c *commands) services() *cobra.Command {
	var asked servicesAsked
	cmd := &cobra.Command{
		Use:   "services [id]",
		Short: "List the services that exist, or show one of them",
		Long: "Without an id, list the services, those that can be reached first. With one, show all that is known of\n" +
			"it, and where that comes from. Open is not the same as room: call first.",
		Example: "  halte services --open\n  halte services --need shelter,legal --at 2026-12-25T20:00:00+01:00\n" +
			"  halte services cpvcf",
		Args:              atMost(1),
		ValidArgsFunction: onlyFirst(c.completion(c.serviceIDs)),
	}
	cmd.Flags().BoolVar(&asked.open, "open", false, "only those that can be reached at that moment")
	cmd.Flags().Var(&asked.at, "at", momentHelp)
	cmd.Flags().Var(&asked.needs, "need", "only those that offer this, or one of these with commas")
	jsonFlag(cmd, &asked.json)
	c.complete(cmd, "need", c.values(facts.Needs.String()))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 && (asked.open || len(asked.needs) > 0) {
			return wrong(cmd, "cli.one-or-list")
		}
		a, err := c.open()
		if err != nil {
			return err
		}
		filter, at, err := a.ReadFilter(listed(facts.Needs.String(), asked.needs), asked.moment(), c.env.Now())
		if err != nil {
			return err
		}
		filter.Open = asked.open
		if len(args) == 1 {
			return c.oneService(a, args[0], at, asked.json)
		}
		return c.listServices(a, filter, at, asked.json)
	}
	return cmd
}

func (c *commands) listServices(a *app.App, filter app.ServiceFilter, at time.Time, asJSON bool) error {
	services := a.Services(filter, at, c.tag())
	if asJSON {
		return c.writeJSON(map[string]any{"at": at, "services": services})
	}
	if len(services) == 0 {
		c.say(c.printer().T("cli.no-services"))
		return nil
	}
	p := c.paper(at)
	p.line(0, "", p.T("cli.call-first"), faint)
	for _, s := range services {
		p.gap()
		p.line(0, "", s.Name+" ["+s.ID+"]", strong)
		p.line(2, "", p.state(s.State.Now, s.State.Until, s.State.Opens), stateStyle(s.State.Now))
		p.line(2, "", s.Does, plain)
		for _, channel := range s.Channels {
			if channel.Kind == "phone" {
				p.serviceChannel(2, channel, s.CheckByPhone)
			}
		}
		if s.CheckByPhone {
			p.line(2, "! ", p.T("caution.check"), plain)
		}
	}
	return c.show(p)
}

func (c *commands) oneService(a *app.App, id string, at time.Time, asJSON bool) error {
	service, err := a.Service(id, at, c.tag())
	if err != nil {
		return err
	}
	if asJSON {
		return c.writeJSON(service)
	}
	p := c.paper(at)
	p.service(service)
	return c.show(p)
}
