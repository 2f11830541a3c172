package main

import (
	"math/rand/v2"
	"unicode"
)

// prose is a text in which some words can be others: each piece is a text that stays, and then a word that may change.
type prose []piece

type piece struct {
	stays string // as it stands in JSON
	word  string // empty in the last piece
}

// newProse marks every sixth longer word as one that may change.
func newProse(text string) prose {
	var p prose
	from, longer := 0, 0
	for start, end := range wordsOf(text) {
		if end-start < 5 {
			continue
		}
		if longer++; longer%6 == 0 {
			p = append(p, piece{quoted(text[from:start]), text[start:end]})
			from = end
		}
	}
	return append(p, piece{stays: quoted(text[from:])})
}

// wordsOf yields where the words that are only letters of English begin and end.
func wordsOf(text string) func(yield func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		start := -1
		for i, c := range text + " " {
			letter := c < unicode.MaxASCII && unicode.IsLetter(c)
			if letter && start < 0 {
				start = i
			}
			if !letter && start >= 0 {
				if !yield(start, i) {
					return
				}
				start = -1
			}
		}
	}
}

// append writes the text. Of the words that may change half stay, a quarter become common ones, and a quarter rarer ones,
// so that the more services there are the more different words they use.
func (p prose) append(dst []byte, r *rand.Rand) []byte {
	for _, piece := range p {
		dst = append(dst, piece.stays...)
		if piece.word == "" {
			continue
		}
		switch r.IntN(4) {
		case 0:
			dst = append(dst, pick(r, common)...)
		case 1:
			dst = appendWord(dst, rank(r, vocabulary))
		default:
			dst = append(dst, piece.word...)
		}
	}
	return dst
}
