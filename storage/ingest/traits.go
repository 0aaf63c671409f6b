package ingest

import "strings"

// traits is a set of what the classes and ids of an element tell about it, in the words that page builders use.
type traits uint32

const (
	isComment traits = 1 << iota
	isShare
	isRelated
	isNav
	isHeader
	isFooter
	isSide
	isAd
	isSignup
	isAuthor
	isMeta
	isCaption
	isTag
	isBody
	isContent
	isTitle
	isLead
	isList
	isUnseen
	isQuote
	isStory
	manyTraits = iota
)

// called are the words by which each is known: a part of a name, or with spaces around it a whole word of one.
var called = []struct {
	is    traits
	words []string
}{
	{isComment, []string{"comment", "disqus", "replies", "respond", "kommentar", "talkback", "discussion", "feedback", " reply "}},
	{isShare, []string{"share", "sharing", "social", "facebook", "twitter", "follow", "whatsapp", " email ", "teilen"}},
	{isRelated, []string{
		"related", "recommend", "popular", "trending", "latest", "similar", "readnext", "read-next", "suggest", "outbrain",
		"taboola", " more ", "morenews", "readmore", " also ", " most ", "teaser", "crosslink", "verwandt", " next ", " prev ",
		"previous", "pager", "pagination", "zergnet",
	}},
	{isNav, []string{"menu", "breadcrumb", "navig", " nav ", "navbar", "nav-", "-nav", "toolbar", " tabs ", "skip", "sitemap", "dropdown", " search "}},
	{isHeader, []string{"header", "masthead", "banner", " top ", "topbar"}},
	{isFooter, []string{"foot", "copyright", "legal", "disclaimer", "bottom", "imprint", "impressum"}},
	{isSide, []string{"side", "aside", " rail ", "-rail", "widget", "secondary", "complementary", "module", " right ", " left "}},
	{isAd, []string{" ad ", " ads ", "advert", "sponsor", "promo", "werbung", "anzeige", "publicid", "-ad-", "dfp", "affiliate", "commercial"}},
	{isSignup, []string{
		"newsletter", "subscri", "signup", "sign-up", "login", "log-in", "register", "paywall", "cookie", "consent", "gdpr", "modal", "popup",
		"overlay", "donat", " cta ", "callout", "abo-", "notification", "alert",
	}},
	{isAuthor, []string{"byline", "author", " bio ", "writer", "autor", "contributor", "profile"}},
	{isMeta, []string{"meta", " date ", " time ", "timestamp", "publish", "updated", " info ", "kicker", "credit", " source ", "dateline", "datum", "infos"}},
	{isCaption, []string{"caption", "photo", "image", "figure", "gallery", "legend", "slide", "video", "picture", " img ", "media", "carousel"}},
	{isTag, []string{" tag ", " tags ", "topic", "categor", "keyword", " label ", "taglist", "hashtag"}},
	{isBody, []string{
		"articlebody", "article-body", "article__body", "article_body", "entry-content", "entry_content", "post-content", "post_content",
		"story-body", "storybody", "story__body", "story_body", "article-content", "article__content", "articlecontent", "article-text",
		"articletext", "article__text", "story-content", "body-copy", "bodycopy", "body-text", "bodytext", "post-body", "post-text",
		"entry-body", "richtext", "rich-text", "news-text", "content-body", "content__body", "contentbody", "content-text", "story-text",
		"td-post-content", "artikel", "main-text", "maintext", "text-body", "textbody", "single-content", "page-content", "field-name-body",
		"field--name-body", "paragraph",
	}},
	{isContent, []string{"content", "text", " body ", " main "}},
	{isStory, []string{"article", "story", "entry", "post", "news", "blog"}},
	{isTitle, []string{"title", "headline", "heading", " hed "}},
	{isLead, []string{" lead ", "intro", "summary", " dek ", " deck ", "standfirst", "subtitle", "subhead", "excerpt", "abstract", "teasertext", "description", "lede"}},
	{isList, []string{" list ", "-list", "grid", "card", " item ", "list-item"}},
	{isUnseen, []string{"hidden", " hide ", "print", "sr-only", "visually", "screen-reader", "screenreader", "invisible"}},
	{isQuote, []string{"quote", " zitat "}},
}

// traitsOf tells what the names of an element say. Capitals within a name begin a word.
func traitsOf(class string) traits {
	var b strings.Builder
	last := ' '
	for _, c := range class {
		if c >= 'A' && c <= 'Z' && last >= 'a' && last <= 'z' {
			b.WriteByte('-')
		}
		b.WriteRune(c)
		last = c
	}
	whole := " " + strings.ToLower(b.String()) + " "
	apart := " " + strings.Join(strings.FieldsFunc(whole, func(c rune) bool { return c == ' ' || c == '-' || c == '_' || c == ':' || c == '/' }), " ") + " "
	var found traits
	for _, c := range called {
		for _, w := range c.words {
			in := whole
			if w[0] == ' ' {
				in = apart
			}
			if strings.Contains(in, w) {
				found |= c.is
				break
			}
		}
	}
	return found
}
