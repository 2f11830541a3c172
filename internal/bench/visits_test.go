package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
)

// The baseline has every word of the main part, and nothing else of the page.
func TestPlain(t *testing.T) {
	got := string(plain([]byte(`<html><nav>menu</nav><main id="main"><h1>Types of
		violence</h1><svg><title>drawing</title></svg><ul><li>One <a href="/x">link</a>.<li>Two &amp; more</ul>
		<template><p>later</p></template></main><footer>foot</footer>`)))
	for _, want := range []string{"<p>Types of violence</p>", "<p>One link.</p>", "<p>Two &amp; more</p>"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	for _, never := range []string{"menu", "foot", "drawing", "later", "<a", "id="} {
		if strings.Contains(got, never) {
			t.Errorf("%q is in\n%s", never, got)
		}
	}
}

func TestBlocking(t *testing.T) {
	for _, test := range []struct {
		long [][2]float64
		want float64
	}{
		{nil, 0},
		{[][2]float64{{0, 400}}, 0},                // before there was anything to touch
		{[][2]float64{{300, 600}}, 50},             // half of it after
		{[][2]float64{{600, 700}, {800, 860}}, 60}, // each beyond 50 ms
	} {
		if got := blocking(test.long, 500); got != test.want {
			t.Errorf("%v: %v, want %v", test.long, got, test.want)
		}
	}
}

// What a page needs is counted apart from what makes the device ready, from the browser's cache and from the device.
func TestTraffic(t *testing.T) {
	var seen traffic
	asks := func(id, path string) {
		seen.note(&network.EventRequestWillBeSent{RequestID: network.RequestID(id),
			Request: &network.Request{URL: "http://127.0.0.1:1" + path}})
	}
	gets := func(id string, bytes float64, near bool) {
		seen.note(&network.EventResponseReceived{RequestID: network.RequestID(id), Response: &network.Response{FromServiceWorker: near}})
		seen.note(&network.EventLoadingFinished{RequestID: network.RequestID(id), EncodedDataLength: bytes})
	}
	asks("page", "/en/")
	asks("eager", "/assets/0123/engine.js") // a page that waited for it would pay for it
	asks("cached", "/assets/0123/halte.js")
	asks("near", "/assets/0123/halte.css")
	gets("page", 1000, false)
	gets("eager", 100, false)
	gets("cached", 0, false)
	gets("near", 5000, true)
	seen.note(&page.EventLoadEventFired{Timestamp: 1})
	asks("icon", "/assets/0123/icon.svg")
	asks("engine", "/device/0123/engine.wasm")
	asks("copy", "/offline/en")
	asks("worker", "/service-worker.js")
	gets("icon", 10, false)
	gets("engine", 900_000, false)
	gets("copy", 70_000, false)
	gets("worker", 2_000, false)
	v := seen.view(sight{Painted: 10, Largest: 20, Shifted: 0.5})
	if v.bytes != 1110 || v.requests != 3 || v.later != 972_000 {
		t.Errorf("%v bytes in %v requests, %v later", v.bytes, v.requests, v.later)
	}
	if v.painted != 10 || v.largest != 20 || v.shifted != 0.5 || v.blocked != 0 {
		t.Errorf("%+v", v)
	}
}

// What comes through a service worker crosses the wire once, and is counted there.
func TestTrafficOfTheWorker(t *testing.T) {
	var worker traffic
	for path, bytes := range map[string]float64{"/en/": 1000, "/offline/manifest": 300, "/assets/0123/halte.css": 0} {
		worker.note(&network.EventRequestWillBeSent{RequestID: network.RequestID(path),
			Request: &network.Request{URL: "http://127.0.0.1:1" + path}})
		worker.note(&network.EventLoadingFinished{RequestID: network.RequestID(path), EncodedDataLength: bytes})
	}
	if v := (view{}).with(&worker); v.bytes != 1000 || v.requests != 1 || v.later != 300 {
		t.Errorf("%+v", v)
	}
	worker.begin()
	if v := (view{bytes: 7}).with(&worker); v.bytes != 7 || v.later != 0 {
		t.Errorf("%+v", v)
	}
	if v := (view{bytes: 7}).with(nil); v.bytes != 7 {
		t.Errorf("%+v", v)
	}
}

func TestGoals(t *testing.T) {
	kept := view{bytes: 100_000, largest: 1500, blocked: 100}
	g := goal{bytes: 100_000, largest: 1500, blocked: 100}
	if list := g.missed(kept); len(list) != 0 {
		t.Errorf("missed: %v", list)
	}
	for want, v := range map[string]view{"100.1 kB": {bytes: 100_100}, "LCP 1501 ms": {largest: 1501}, "TBT 101 ms": {blocked: 101},
		"CLS 0.0004": {shifted: 0.0004}} {
		if list := g.missed(v); len(list) != 1 || list[0] != want {
			t.Errorf("%v, want %s", list, want)
		}
	}
}

func TestMedian(t *testing.T) {
	got := median([]view{{bytes: 3, largest: 10}, {bytes: 1, largest: 30}, {bytes: 2, largest: 20}})
	if got.bytes != 2 || got.largest != 20 {
		t.Errorf("%+v", got)
	}
}
