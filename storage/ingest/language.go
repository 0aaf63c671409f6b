package ingest

import (
	"strings"
	"unicode"
)

// stopWords are the commonest words of languages that share a script, chosen so that no two share more than a few.
var stopWords = map[string]string{
	"en": "the of and to in that is was for it with as his on be at by had not are but from have they which you were has this will",
	"de": "der die und das ist nicht mit den von ein eine sich auf für dem des im auch als wird bei werden aus nach sind haben wurde",
	"fr": "le la les et des est dans que une pour pas qui sur plus par avec il du sont ce au aux cette mais nous été ses",
	"es": "el la los que las una por con para del se es lo como más pero sus este ha fue son al está sobre también entre han",
	"pt": "o os que em um uma não com para do da dos das se mais como mas ao foi são também pelo pela seu sua está ele",
	"it": "il di che è la per un in una non con del della sono anche gli si ha alla nel dei le più come ma questo lo",
	"nl": "de het een van en dat op te is zijn niet met voor die aan er om ook als bij maar wordt naar uit hij heeft door",
	"sv": "och att det som en är på för av med den till inte har om ett men var jag sig från vi så kan efter hade ska",
	"nb": "og det som er på en til av for ikke med den har at de et om men var jeg fra vi å seg etter ble kan etter",
	"da": "og det som er på en til af for ikke med den har at de et om men var jeg fra vi blev sig efter også kan ud",
	"fi": "ja on ei se että oli hän ovat mutta myös kun ole joka mukaan kuin niin nyt jo jos sen tai vain ollut hänen sitä",
	"pl": "w i na z się nie do to że jest jak o od po co dla przez ale są tym oraz było czy tego które może już",
	"cs": "a v se na je že s z do to o i ve by pro jsou ale za po tak které jako podle byl jsem který už až není",
	"sk": "a v sa na je že s z do to o aj vo by pre sú ale za po tak ktoré ako podľa bol som ktorý už nie je",
	"hu": "a az és hogy nem is egy van ez meg de ha csak már vagy mint volt el még azt szerint ki lehet mert után",
	"ro": "și în de la a cu pe că nu este din pentru care o mai un se sunt au fost sau ca dar lui prin acest după",
	"hr": "i u je se na da su za od ne s o kao to bi koji a što ali ili biti će iz koja samo nije po kako",
	"sl": "in je v se na da so za ki od pa ne z o bi s kot po tudi ali kar še pri bo iz že do",
	"tr": "ve bir bu da de için ile olarak olan çok daha gibi ancak olduğunu ne var sonra en kadar göre ise değil her",
	"et": "ja on ei et see oli ka kui aga mis oma seda siis ning või ta kes veel selle nii pole ma olen nende",
	"lv": "un ir ka uz ar no par tas bet arī kas ir nav vai pie tā kā bija tikai lai pēc gan to viņš jau",
	"lt": "ir kad yra su į iš tai bet buvo kaip po už tik dėl ar jis apie ne savo dar nuo jau jų kurie",
	"ca": "el la que els i de les una per amb és no del al com més però són ha seva també va aquest dels hi",
	"is": "og að er á í sem um var til við ekki það en með hann af fyrir hefur því þá hafi eru verið segir",
	"id": "yang dan di ini dengan itu untuk dari dalam tidak akan pada juga ke karena oleh ada kami bisa sudah saya adalah",
	"vi": "và của là có trong được cho các không một với những để người này đã khi từ đến về ra như",
	"ru": "и в не на что он с как по это но к из у за от так же для было о его бы или при до",
	"uk": "і в не на що з як та до це за він від про але у для є його було й або також які при",
	"bg": "и на да се в за от не са с е по че като но при ще към този беше това който след или",
	"sr": "и у је се на да су за од не са о као то би који а што али или бити ће из која",
	"be": "і ў не на што з як да гэта за ён ад пра але у для яго было або таксама якія пры",
	"ar": "في من على أن إلى عن التي الذي هذا ما لا هذه مع كان قد بعد بين ذلك",
	"fa": "در به از که این است را با برای آن یک خود شده می تا هم کرد بر",
	"ur": "کے میں کی ہے سے اور کا کو نے پر کہ ہیں یہ بھی اس نہیں ایک",
	"hi": "के में की है से और का को ने पर कि हैं यह भी इस नहीं एक",
	"mr": "आणि आहे या च्या ते हे की तर आहेत मध्ये होते व नाही एक केले",
}

// scripts are those that one language's news alone is written in.
var scripts = []struct {
	table    *unicode.RangeTable
	language string
}{
	{unicode.Hiragana, "ja"},
	{unicode.Katakana, "ja"},
	{unicode.Hangul, "ko"},
	{unicode.Greek, "el"},
	{unicode.Hebrew, "he"},
	{unicode.Thai, "th"},
	{unicode.Georgian, "ka"},
	{unicode.Armenian, "hy"},
	{unicode.Bengali, "bn"},
	{unicode.Tamil, "ta"},
	{unicode.Telugu, "te"},
	{unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"},
	{unicode.Malayalam, "ml"},
	{unicode.Kannada, "kn"},
	{unicode.Sinhala, "si"},
	{unicode.Khmer, "km"},
	{unicode.Lao, "lo"},
	{unicode.Myanmar, "my"},
	{unicode.Ethiopic, "am"},
}

// languageOf tells the language of a text by its script and its commonest words, "" where neither tells it for sure.
func languageOf(text string) string {
	const enough = 20000 // bytes
	if len(text) > enough {
		text = strings.ToValidUTF8(text[:enough], "")
	}
	letters, han := 0, 0
	in := make([]int, len(scripts))
	for _, c := range text {
		if !unicode.IsLetter(c) {
			continue
		}
		letters++
		if unicode.Is(unicode.Han, c) {
			han++
		}
		if c < 0x370 {
			continue
		}
		for i, s := range scripts {
			if unicode.Is(s.table, c) {
				in[i]++
				break
			}
		}
	}
	if kana := in[0] + in[1]; kana*20 > letters && han > 0 || kana*2 > letters {
		return "ja"
	}
	for i, n := range in {
		if n*2 > letters {
			return scripts[i].language
		}
	}
	if han*2 > letters {
		return "zh"
	}
	return byWords(text)
}

// byWords finds the language whose commonest words make up the largest share of a text: a tenth or more, and clearly more
// than the next language's.
func byWords(text string) string {
	counts := map[string]int{}
	all := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) }) {
		counts[w]++
		all++
	}
	best, next, language := 0, 0, ""
	for l, words := range stopWords {
		n := 0
		for w := range strings.FieldsSeq(words) {
			n += counts[w]
		}
		switch {
		case n > best:
			best, next, language = n, best, l
		case n > next:
			next = n
		}
	}
	if best < 5 || best*10 < all || best*20 < next*21 {
		return ""
	}
	return language
}
