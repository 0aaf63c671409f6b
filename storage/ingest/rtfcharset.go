package ingest

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// fontEncoding is the encoding of bytes in a font of a character set, nil for that of the file.
func fontEncoding(set int) encoding.Encoding {
	return codePage(map[int]int{
		0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
		186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
	}[set])
}

// codePage is the encoding that Windows knows by a number.
func codePage(number int) encoding.Encoding {
	switch number {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 855:
		return charmap.CodePage855
	case 10000:
		return charmap.Macintosh
	}
	name, is := map[int]string{
		932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 866: "ibm866", 874: "windows-874", 65001: "utf-8", 10007: "x-mac-cyrillic",
		1250: "windows-1250", 1251: "windows-1251", 1252: "windows-1252", 1253: "windows-1253", 1254: "windows-1254", 1255: "windows-1255",
		1256: "windows-1256", 1257: "windows-1257", 1258: "windows-1258",
	}[number]
	if !is {
		return nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e
}
