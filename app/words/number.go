package words

import (
	"time"

	"golang.org/x/text/number"
)

// Number is a whole number as the language writes it: 10,000; 10 000.
func Number(n int) string {
	spoken()
	tongue.RLock()
	defer tongue.RUnlock()
	return tongue.numbers.Sprint(number.Decimal(n))
}

// Decimal is a number with so many digits behind the point, or the comma.
func Decimal(n float64, digits int) string {
	spoken()
	tongue.RLock()
	defer tongue.RUnlock()
	return tongue.numbers.Sprint(number.Decimal(n, number.Scale(digits)))
}

// Span is how long something takes: seconds, or minutes and seconds.
func Span(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s < 60 {
		return X("span.seconds", "seconds", s)
	}
	return X("span.minutes", "minutes", s/60, "seconds", s%60)
}
