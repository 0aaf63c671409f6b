package matching

import (
	"cmp"
	"slices"
	"strings"
)

// Same reports whether two texts say the same words, whatever their case, spaces and punctuation.
func Same(a, b string) bool { return slices.Equal(wordsOf(a), wordsOf(b)) }

// mostNamed bounds how many words a reason lists.
const mostNamed = 6

// reasons say what a person would see in the two texts: which words, names and numbers both have, and what sets them apart.
func (c *comparison) reasons(i int) []string {
	one := c.candidates[i]
	if Same(c.text, one.Statement) {
		return []string{"the same words"}
	}
	reasons := []string{}
	add := func(what string, words []string) {
		if len(words) > 0 {
			reasons = append(reasons, what+": "+strings.Join(words[:min(len(words), mostNamed)], ", "))
		}
	}
	both := one.Statement + " " + one.Names
	there := numbers(both)
	var same []string
	for n := range numbers(c.text) {
		if there[n] {
			same = append(same, n)
		}
	}
	called := names(both)
	var people, words []string
	seen := map[string]bool{}
	for _, w := range wordsOf(c.text) {
		switch s := stem(w); {
		case seen[s] || stopWords[w] || !c.sides[i].statement[s] && !c.sides[i].names[s]:
		case called[w]:
			seen[s] = true
			people = append(people, w)
		default:
			seen[s] = true
			words = append(words, w)
		}
	}
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(c.rare.weight(stem(b)), c.rare.weight(stem(a))) })
	slices.Sort(same)
	add("names in both", people)
	add("numbers in both", same)
	add("words in both", words)
	if statement := numbers(one.Statement); len(same) == 0 && len(numbers(c.text)) > 0 && len(statement) > 0 {
		reasons = append(reasons, "but: the numbers differ")
	}
	if denies(c.text) != denies(one.Statement) {
		reasons = append(reasons, "but: only one of them denies")
	}
	return reasons
}
