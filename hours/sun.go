package hours

import "math"

// sunTimes are minutes after midnight on the wall clock of one day.
type sunTimes [5]int // indexed by event

// fixedSun are the times the specification gives for unknown positions.
var fixedSun = sunTimes{eventDawn: 330, eventSunrise: 360, eventSunset: 1080, eventDusk: 1110}

var fixedSuns = [2]sunTimes{fixedSun, fixedSun}

// sunTimes computes the moments of the sun for a day. Days on which the sun
// does not rise or set get the fixed times.
func (s *Schedule) sunTimes(dn int) sunTimes {
	if !s.opt.HasPlace {
		return fixedSun
	}
	out := fixedSun
	noon, decl := solarNoon(dn, s.opt.Lon)
	for ev, altitude := range [5]float64{eventDawn: -6, eventSunrise: -0.833, eventSunset: -0.833, eventDusk: -6} {
		if ev == int(eventNone) {
			continue
		}
		half, ok := hourAngle(s.opt.Lat, decl, altitude)
		if !ok {
			continue
		}
		utc := noon + half
		if ev == int(eventDawn) || ev == int(eventSunrise) {
			utc = noon - half
		}
		unix := int64(dn)*secondsPerDay + int64(math.Round(utc*secondsPerDay))
		off, _, _ := s.zone.lookup(unix)
		m := int((unix + int64(off) - int64(dn)*secondsPerDay) / 60 % minutesPerDay)
		if m < 0 {
			m += minutesPerDay
		}
		out[ev] = m
	}
	return out
}

// sunDays keeps the times of yesterday, today and tomorrow while a day is
// painted; all its rules need the same ones.
type sunDays struct {
	known [3]bool
	times [3]sunTimes
}

// at returns the times of today, or of back days before, and of the day after.
func (d *sunDays) at(s *Schedule, today, back int) *[2]sunTimes {
	first := 1 - back
	for i := first; i < first+2; i++ {
		if !d.known[i] {
			d.times[i], d.known[i] = s.sunTimes(today-1+i), true
		}
	}
	return (*[2]sunTimes)(d.times[first : first+2])
}

const radians = math.Pi / 180

// solarNoon returns the time of the highest sun, in days since midnight UTC of
// the day, and the declination of the sun then. It is the low-precision sunrise
// equation of the astronomical almanacs, good to about a minute.
func solarNoon(dn int, lon float64) (noon, decl float64) {
	n := float64(dn) - 10957.5 // days since 2000-01-01 12:00
	n = math.Round(n+0.5) - lon/360
	anomaly := math.Mod(357.5291+0.98560028*n, 360) * radians
	centre := 1.9148*math.Sin(anomaly) + 0.02*math.Sin(2*anomaly) + 0.0003*math.Sin(3*anomaly)
	lambda := math.Mod(anomaly/radians+centre+180+102.9372, 360) * radians
	transit := n + 0.0053*math.Sin(anomaly) - 0.0069*math.Sin(2*lambda)
	decl = math.Asin(math.Sin(lambda) * math.Sin(23.4397*radians))
	return transit + 10957.5 - float64(dn), decl
}

// hourAngle returns how long, in days, the sun stays above the altitude on
// either side of noon.
func hourAngle(lat, decl, altitude float64) (float64, bool) {
	phi := lat * radians
	c := (math.Sin(altitude*radians) - math.Sin(phi)*math.Sin(decl)) / (math.Cos(phi) * math.Cos(decl))
	if c < -1 || c > 1 || math.IsNaN(c) {
		return 0, false
	}
	return math.Acos(c) / (2 * math.Pi), true
}
