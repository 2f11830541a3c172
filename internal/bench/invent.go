package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// How much is invented where there is no real list to start from: about as much as one holds.
const (
	inventedServices = 4089
	inventedOrgs     = 1075
)

// field of work of an invented taxonomy, with what a service of it says.
type field struct {
	name  string
	kinds []string // what it gives
	says  []string
}

var fields = []field{
	{"Shelter", []string{"Emergency shelter", "Night shelter", "Refuge for women", "Supported housing", "Shelter for families"},
		[]string{"A bed, a shower and a meal for whoever has nowhere to sleep tonight.",
			"A safe place to stay for some weeks, with a team that is there day and night.",
			"Rooms for parents with children, close to schools and to the tram."}},
	{"Violence", []string{"Domestic violence support", "Counselling after violence", "Sexual assault care", "Support for children who witness violence"},
		[]string{"Listens to people who live with domestic violence, and thinks along about safety.",
			"Individual sessions and a group for those who have left a violent partner.",
			"Care, traces and someone who stays with the person until they go home."}},
	{"Law", []string{"Legal advice", "Lawyer on duty", "Advice on the right to stay", "Debt advice", "Victim support"},
		[]string{"A first legal advice, without appointment and without cost.",
			"Helps with letters of the court, with permits and with complaints.",
			"Explains which rights there are and which papers are needed."}},
	{"Health", []string{"Medical care", "Community health centre", "Dental care", "Pregnancy care", "Addiction treatment", "Vaccination"},
		[]string{"General practitioners, nurses and a social worker under one roof.",
			"Medical care for people without insurance.",
			"A nurse comes to the home, also at the weekend."}},
	{"Mind", []string{"Psychological support", "Counselling", "Suicide prevention", "Support for carers", "Grief support"},
		[]string{"Conversations with a psychologist for adults and young people.",
			"A listening ear at night, by telephone and by chat.",
			"Groups in which people who mourn meet each other."}},
	{"Family", []string{"Child care", "Parenting support", "Holidays for families", "Youth work", "Mentoring for children"},
		[]string{"Child care for parents who work or learn.",
			"A volunteer visits the family every week and does homework with the children.",
			"Activities after school, with transport."}},
	{"Living", []string{"Food parcels", "Clothing", "Furniture", "Help with rent", "Budget advice", "Energy advice"},
		[]string{"Food and clothing for households with a low income.",
			"Helps to pay a deposit or a bill that cannot wait.",
			"A warm meal at noon, and coffee the whole day."}},
	{"Newcomers", []string{"Interpreting", "Language lessons", "Integration", "Advice for newcomers", "Help against trafficking"},
		[]string{"Trained interpreters come along or help by telephone.",
			"Lessons in the language of the region at four levels.",
			"Goes along to the town hall, the school and the hospital."}},
	{"Ability", []string{"Support with a disability", "Day activities", "Transport for wheelchairs", "Sign language", "Work with support"},
		[]string{"Helps people with a disability to live where and how they want.",
			"Lends wheelchairs and other aids.",
			"Looks for work that fits, and comes along on the first days."}},
}

var groups = []string{"Adults", "Children", "Families", "Men", "Newcomers", "Older people", "Parents", "People with a low income",
	"People without a home", "Students", "Women", "Young people"}

// invent makes a stock of services that were never anyone's.
func invent(seed uint64) stock {
	r := rand.New(rand.NewPCG(seed, 5))
	var s stock
	for range inventedOrgs {
		s.orgs = append(s.orgs, organisation{
			name: strings.Join([]string{pick(r, qualities), pick(r, things), pick(r, kinds)}, " "),
			does: newProse(paragraph(r, pick(r, fields), 4)),
		})
	}
	for range inventedServices {
		f := pick(r, fields)
		b := base{name: pick(r, f.kinds), does: newProse(paragraph(r, f, 6)), apply: "Call for information", org: rank(r, inventedOrgs)}
		if chance(r, 110) {
			b.org = -1
		}
		for range 1 + r.IntN(4) {
			b.terms = append(b.terms, term(f.name, pick(r, f.kinds)))
		}
		for range r.IntN(4) {
			b.terms = append(b.terms, term("People", pick(r, groups)))
		}
		s.bases = append(s.bases, b)
	}
	return s
}

// paragraph is a sentence or two of a field of work, among others that are only words.
func paragraph(r *rand.Rand, f field, sentences int) string {
	list := make([]string, sentences)
	for i := range list {
		list[i] = fmt.Sprintf("Offers %s, %s and %s together with the %s of the %s.",
			pick(r, common), pick(r, common), pick(r, common), strings.ToLower(pick(r, kinds)), pick(r, common))
	}
	order := r.Perm(len(f.says))
	for i := range 1 + r.IntN(2) {
		list[i] = f.says[order[i]]
	}
	return strings.Join(list, " ")
}

// term writes a word of the invented taxonomy. The same word has the same identifier everywhere.
func term(field, name string) string {
	r := rand.New(rand.NewPCG(sum(field), sum(name)))
	id := appendUUID(nil, r.Uint64(), r.Uint64())
	return fmt.Sprintf(`{"id":"%s","code":"%.2s-%04d","name":"%s","description":"%s: %s","taxonomy":"Invented"}`,
		id, strings.ToUpper(field), r.IntN(10_000), name, field, name)
}

// sum is a number for a text (FNV-1a).
func sum(s string) uint64 {
	n := uint64(14695981039346656037)
	for _, c := range []byte(s) {
		n = (n ^ uint64(c)) * 1099511628211
	}
	return n
}
