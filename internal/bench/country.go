package main

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
)

const (
	towns      = 600
	vocabulary = 200_000 // invented words
	syllables  = 85      // a consonant and a vowel
)

// The capital of the invented country lies where Brussels does, so that one search near a point has an answer in both.
const capitalLat, capitalLon = 50.8466, 4.3528

// town is a place of the invented country.
type town struct {
	name      string
	province  string
	postcodes []string
	lat, lon  float64
	spread    float64 // degrees
}

// country makes the towns: the first are the largest.
func country(seed uint64) []town {
	r := rand.New(rand.NewPCG(seed, 1))
	list := make([]town, towns)
	known := map[string]bool{}
	code := 1000
	for i := range list {
		t := &list[i]
		for t.name == "" || known[t.name] {
			t.name = capital(string(appendWord(nil, r.IntN(vocabulary)))) + townEnds[r.IntN(len(townEnds))]
		}
		known[t.name] = true
		t.province = provinces[r.IntN(len(provinces))]
		t.lat, t.lon = 49.5+2*r.Float64(), 2.5+3.9*r.Float64()
		t.spread = 0.01 + 0.06/math.Sqrt(float64(i+1))
		for range max(1, 24/(i+1)) {
			t.postcodes = append(t.postcodes, strconv.Itoa(code))
			code++
		}
		code += r.IntN(10)
	}
	list[0].lat, list[0].lon = capitalLat, capitalLon
	return list
}

// rank draws from 0 to n-1 by Zipf's law: the first is drawn twice as often as the second, as towns, words and hours are.
func rank(r *rand.Rand, n int) int {
	return int(math.Exp(r.Float64()*math.Log(float64(n+1)))) - 1
}

// appendWord writes the i-th invented word. Different numbers give different words.
func appendWord(dst []byte, i int) []byte {
	const all = syllables * syllables * syllables
	const stride = 40_503 // shares no factor with all: neighbours in rank are no neighbours in the alphabet
	i = i % all * stride % all
	for range 3 {
		dst = append(dst, "bcdfghjklmnprstvz"[i%syllables/5], "aeiou"[i%5])
		i /= syllables
	}
	return dst
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// chance is true in so many of a thousand.
func chance(r *rand.Rand, of int) bool { return r.IntN(1000) < of }

// drawn returns one of the values by its share, or nothing.
func drawn(r *rand.Rand, list []share) string {
	n := r.IntN(1000)
	for _, s := range list {
		if n < s.of {
			return s.value
		}
		n -= s.of
	}
	return ""
}
