package anchor

// pair says: token i of one row is token j of the other, and how alike they are, from 0 to 1.
type pair struct {
	i, j int
	like float32
}

// gap is what a token of the text costs that stands between two of the passage, so that what belongs together is close.
const gap = 0.2

// align finds which tokens of a passage stand in a stretch of a text, in the same order, so that those that do weigh most
// (Needleman and Wunsch 1970, with free ends in the text). It takes len(a) × len(b) steps, so long ones are aligned as two texts are.
func align(at string, a []token, bt string, b []token) []pair {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	if len(a)*len(b) > area {
		return roughly(a, b)
	}
	width := len(b) + 1
	score := make([]float32, (len(a)+1)*width)
	came := make([]byte, (len(a)+1)*width)
	for i := range a {
		row, above := score[(i+1)*width:(i+2)*width], score[i*width:(i+1)*width]
		word := at[a[i].start:a[i].end]
		for j := range b {
			best, from := above[j+1], byte('a') // a[i] stands nowhere
			step := row[j] - gap*b[j].weight    // b[j] stands between
			if i == len(a)-1 || row[j] == 0 {
				step = row[j]
			}
			if step > best {
				best, from = step, 'b'
			}
			if like := similarity(word, a[i], bt, b[j]); like > 0 {
				if s := above[j] + like*a[i].weight; s > best {
					best, from = s, 'm'
				}
			}
			row[j+1], came[(i+1)*width+j+1] = best, from
		}
	}
	var found []pair
	for i, j := len(a), len(b); i > 0 && j > 0; {
		switch came[i*width+j] {
		case 'm':
			i, j = i-1, j-1
			found = append(found, pair{i, j, similarity(at[a[i].start:a[i].end], a[i], bt, b[j])})
		case 'b':
			j--
		default:
			i--
		}
	}
	for l, r := 0, len(found)-1; l < r; l, r = l+1, r-1 {
		found[l], found[r] = found[r], found[l]
	}
	return found
}

// area is up to how many steps rows are aligned word by word.
const area = 1 << 20

func roughly(a, b []token) []pair {
	var all []twin
	for i, j := range matched(a, b).to {
		if j >= 0 {
			all = append(all, twin{i, int(j)})
		}
	}
	in, _ := ascending(all)
	pairs := make([]pair, len(in))
	for n, p := range in {
		pairs[n] = pair{p.i, p.j, 1}
	}
	return pairs
}

func similarity(word string, a token, bt string, b token) float32 {
	if a.hash == b.hash {
		return 1
	}
	return alike(word, bt[b.start:b.end])
}
