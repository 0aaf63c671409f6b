package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"touchstone/model"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// readPDF reads a PDF. The time begins to count when the engine is ready.
func readPDF(doc *model.Document, _ time.Time) error {
	return withEngine(func(ctx context.Context, engine pdfium.Pdfium) error {
		file := &pdfFile{ctx: ctx, engine: engine}
		if err := file.read(doc.Bytes); err != nil {
			return file.wrong(err)
		}
		return file.compose(doc)
	})
}

// pdfFile is a PDF that is being read.
type pdfFile struct {
	ctx    context.Context //nolint:containedctx // lives as long as the engine of this one document
	engine pdfium.Pdfium
	handle references.FPDF_DOCUMENT
	pages  [][]pdfPiece // what stands on each page
	info   map[string]string

	letters, strange int // characters, and those of them that say nothing
}

// wrong words what went wrong with the engine.
func (f *pdfFile) wrong(err error) error {
	var failure *Error
	switch {
	case errors.As(err, &failure):
		return failure
	case f.ctx.Err() != nil:
		return slow()
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return locked("PDF")
	}
	return broken("PDF", err)
}

func (f *pdfFile) read(data []byte) error {
	opened, err := f.engine.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return err
	}
	f.handle = opened.Document
	count, err := f.engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.handle})
	if err != nil {
		return err
	}
	if count.PageCount == 0 {
		return errors.New("it has no pages")
	}
	for i := range count.PageCount {
		pieces, err := f.page(i)
		if f.ctx.Err() != nil {
			return slow()
		}
		if err != nil {
			return fmt.Errorf("page %d: %w", i+1, err)
		}
		f.pages = append(f.pages, pieces)
	}
	f.info = map[string]string{}
	if tags, err := f.engine.GetMetaData(&requests.GetMetaData{Document: f.handle}); err == nil { // absent says nothing
		for _, tag := range tags.Tags {
			f.info[tag.Tag] = tag.Value
		}
	}
	if f.letters == 0 {
		return &Error{
			Code: "pdf.scan", What: fmt.Sprintf("this PDF has no text, only images of it (%d pages)", count.PageCount),
			Do: "run text recognition (OCR) over it, or type the passage into a text file",
		}
	}
	if 3*f.strange > f.letters {
		return &Error{
			Code: "pdf.garbled", What: "the letters of this PDF cannot be told, for its fonts do not say which they are",
			Do: "run text recognition (OCR) over it, or save the article in another form",
		}
	}
	return nil
}

// page reads the pieces of lines on a page, from 0, in the order in which the file draws them.
func (f *pdfFile) page(index int) ([]pdfPiece, error) {
	opened, err := f.engine.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.handle, Index: index})
	if err != nil {
		return nil, err
	}
	page := requests.Page{ByReference: &opened.Page}
	defer f.engine.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: opened.Page}) //nolint:errcheck // it goes with the engine at the latest
	drawn, err := f.engine.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, err
	}
	var p pdfPen
	for i, c := range drawn.Chars {
		r := ' '
		for _, r = range c.Text {
			break
		}
		p.draw(pdfGlyph{i, r, c.Angle, c.PointPosition.Left, c.PointPosition.Bottom, c.PointPosition.Right, c.PointPosition.Top})
	}
	p.lift()
	f.letters += p.letters
	f.strange += p.strange
	return p.pieces, f.sizes(page, p.pieces)
}

// sizes asks for the size of the letters of each piece.
func (f *pdfFile) sizes(page requests.Page, pieces []pdfPiece) error {
	if len(pieces) == 0 {
		return nil
	}
	opened, err := f.engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return err
	}
	defer f.engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: opened.TextPage}) //nolint:errcheck // as above
	for i := range pieces {
		size, err := f.engine.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: opened.TextPage, Index: pieces[i].first})
		if err != nil {
			return err
		}
		pieces[i].size = size.FontSize
		matrix, err := f.engine.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: opened.TextPage, Index: pieces[i].first})
		if err == nil { // the size is multiplied by how the page is stretched there
			pieces[i].stretch(float64(matrix.Matrix.C), float64(matrix.Matrix.D))
		}
	}
	return nil
}

// pdfDate reads D:YYYYMMDDHHmmSSOHH'mm'.
func pdfDate(value string) string {
	digits := strings.TrimPrefix(value, "D:")
	if len(digits) < 8 {
		return date(value)
	}
	day, err := time.Parse("20060102", digits[:8])
	if err != nil {
		return date(value)
	}
	if zone := strings.ReplaceAll(digits[min(len(digits), 14):], "'", ""); len(digits) >= 14 && zone != "" {
		for _, layout := range []string{"20060102150405-0700", "20060102150405Z", "20060102150405Z0700"} {
			if t, err := time.Parse(layout, digits[:14]+zone); err == nil {
				return t.Format(time.RFC3339)
			}
		}
	}
	return day.Format(time.DateOnly)
}
