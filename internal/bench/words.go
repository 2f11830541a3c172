package main

// The words that names, streets and texts are made of. All are ours; no town, street or organisation is meant.
var (
	qualities = []string{"Amber", "Blue", "Bright", "Broad", "Calm", "Cedar", "Clear", "Copper", "Distant", "Early",
		"Eastern", "Elder", "Evening", "Fair", "First", "Gentle", "Golden", "Good", "Green", "Grey", "High", "Hollow",
		"Ivory", "Kind", "Late", "Little", "Long", "Lower", "Maple", "Mild", "Morning", "New", "Northern", "Old", "Open",
		"Patient", "Plain", "Quiet", "Red", "Round", "Second", "Silver", "Slow", "Small", "Southern", "Steady", "Still",
		"Tall", "Upper", "Warm", "Western", "White", "Wide", "Willow", "Winter", "Young"}
	things = []string{"Anchor", "Arch", "Bench", "Bridge", "Brook", "Candle", "Corner", "Cradle", "Door", "Fern", "Field",
		"Garden", "Gate", "Hand", "Harbour", "Hearth", "Hill", "House", "Key", "Ladder", "Lamp", "Lantern", "Leaf",
		"Letter", "Lighthouse", "Loom", "Meadow", "Mill", "Mirror", "Nest", "Orchard", "Path", "Pebble", "Pier", "Quay",
		"River", "Roof", "Root", "Sail", "Shell", "Shore", "Spring", "Stair", "Star", "Step", "Stone", "Table", "Thread",
		"Tower", "Tree", "Umbrella", "Valley", "Well", "Window", "Wing", "Yard"}
	kinds = []string{"Association", "Centre", "Circle", "Collective", "Desk", "Foundation", "Group", "Home", "Initiative",
		"Network", "Office", "Partnership", "Point", "Project", "Room", "Service", "Society", "Team", "Trust", "Workshop"}
	common = []string{"advice", "afternoon", "agreement", "appointment", "arrival", "assistance", "balance", "breakfast",
		"building", "card", "care", "carer", "childcare", "clothing", "coach", "coffee", "colleague", "company",
		"conversation", "counselling", "course", "daughter", "debt", "dentist", "doctor", "evening", "exercise", "family",
		"father", "food", "friend", "furniture", "grandparent", "group", "guidance", "health", "hearing", "heating",
		"home", "hospital", "household", "housing", "income", "information", "interpreter", "interview", "kitchen",
		"language", "laundry", "lawyer", "learning", "lesson", "letter", "library", "listening", "lunch", "meal",
		"medicine", "meeting", "mentor", "morning", "mother", "mourning", "neighbour", "newcomer", "night", "nurse",
		"nutrition", "outing", "parent", "parenting", "patience", "pension", "permit", "pharmacy", "play", "pregnancy",
		"prevention", "recovery", "refuge", "rent", "repair", "rest", "rights", "room", "safety", "school", "shelter",
		"shower", "sleep", "son", "sport", "student", "study", "support", "teacher", "training", "translation", "transport",
		"treatment", "visit", "volunteer", "walk", "wellbeing", "winter", "work", "workshop", "youth"}
	streets   = []string{"Street", "Lane", "Square", "Avenue", "Quay", "Road", "Row", "Court"}
	provinces = []string{"Avonne", "Brelle", "Corvain", "Dunhem", "Estrel", "Faldorp", "Grenoise", "Haverne", "Isbeek", "Jorval"}
	townEnds  = []string{"ville", "dorp", "hem", "beek", "court", "berg", "gem", "mont", "pont", "zele", "val", "rode"}
)

// share is a value and how often it comes, of a thousand.
type share struct {
	of    int
	value string
	code  string
}

// spoken is how often a service of the invented country says that it speaks a language. The last are no languages, as
// real lists have them.
var spoken = []share{{640, "French", "fr"}, {560, "Dutch", "nl"}, {610, "English", "en"}, {150, "Arabic", "ar"},
	{90, "Turkish", "tr"}, {90, "Spanish", "es"}, {50, "Portuguese", "pt"}, {60, "Italian", "it"}, {80, "German", "de"},
	{50, "Romanian", "ro"}, {50, "Polish", "pl"}, {20, "Bulgarian", "bg"}, {30, "Ukrainian", "uk"}, {40, "Russian", "ru"},
	{12, "Albanian", "sq"}, {15, "Farsi", "fa"}, {8, "Pashto", "ps"}, {6, "Tigrinya", "ti"}, {8, "Somali", "so"},
	{12, "Chinese", "zh"}, {6, "Lingala", "ln"}, {30, "Other languages on request", ""}}

// reached, paid and admitted are what services say of access, money and people; what is left of the thousand says
// nothing, and stays unknown.
var (
	reached = []share{{380, "Wheelchair accessible", ""}, {60, "Ramp at the side entrance, lift inside", ""},
		{70, "Four steps at the entrance, no lift", ""}}
	paid = []share{{220, "Free of charge", ""}, {60, "Sliding scale according to income", ""}, {40, "15 euro a visit", ""}}
	who  = []share{{60, "Women with or without children", ""}, {60, "Anyone who lives in the province", ""},
		{40, "Families with children under twelve", ""}, {30, "People without a home of their own", ""}}
	applied = []share{{180, "Call first to make an appointment.", ""}, {80, "Come by during opening hours.", ""},
		{40, "A referral by a doctor or a social worker is needed.", ""}}
)

// What our profile of HSDS adds, in the words of the pack's vocabulary. Most services say nothing of it.
var (
	filed     = []share{{230, `["fr"]`, ""}, {200, `["nl"]`, ""}, {90, `["fr","nl"]`, ""}}
	barred    = []share{{100, `["undocumented"]`, ""}, {30, `["undocumented","protection-applicant"]`, ""}}
	gendered  = []share{{70, `["woman"]`, ""}, {20, `["man"]`, ""}}
	part      = []share{{30, `"door"`, ""}, {30, `"helpline"`, ""}}
	childrens = []share{{200, `"yes"`, ""}, {80, `"no"`, ""}}
	signed    = []share{{30, `"yes"`, ""}}
)
