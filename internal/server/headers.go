package server

import "net/http"

// headers go with every response, errors included. Nothing but Halte itself may load, frame, embed or learn anything.
// 'wasm-unsafe-eval' lets the engine be compiled on the device, and no text be run as script.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; " +
		"form-action 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; manifest-src 'self'; " +
		"connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
	"Referrer-Policy":        "no-referrer",
	"X-Content-Type-Options": "nosniff",
	"Permissions-Policy": "accelerometer=(), ambient-light-sensor=(), attribution-reporting=(), autoplay=(), " +
		"battery=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), " +
		"fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), " +
		"idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), " +
		"picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), " +
		"storage-access=(), usb=(), web-share=(), window-management=(), xr-spatial-tracking=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"X-Frame-Options":              "DENY",
	"X-Robots-Tag":                 "noindex",
}

// guard sets the headers of a response when it begins, after whatever a handler did to them.
func guard(h http.Header) {
	for name, value := range headers {
		h.Set(name, value)
	}
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
}
