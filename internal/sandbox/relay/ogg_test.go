package relay

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"time"
)

// file makes an Ogg file of packets, so many on a page.
func file(perPage int, packets ...[]byte) []byte {
	w := oggWriter{serial: 7, flags: oggFirst}
	for i, p := range packets {
		w.add(p, uint64(i))
		if i < 2 || (i-1)%perPage == 0 {
			w.flush(uint64(i))
		}
	}
	w.flush(uint64(len(packets)))
	return w.out
}

func TestAnOrdinaryFileIsReadWhateverIsOnItsPages(t *testing.T) {
	var want [][]byte
	for i := range 300 {
		// Sizes around the limits of lacing: a multiple of 255 ends with an empty segment.
		want = append(want, append([]byte{9 << 3}, bytes.Repeat([]byte{byte(i)}, []int{10, 253, 254, 255, 509, 510}[i%6])...))
	}
	for _, perPage := range []int{1, 7, 50, 1000} {
		got, err := ReadOpus(file(perPage, append([][]byte{opusHead(1), opusTags("x")}, want...)...))
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d on a page: %d packets, %v", perPage, len(got), err)
		}
		for i := range want {
			if !bytes.Equal(got[i], want[i]) {
				t.Fatalf("%d on a page: packet %d differs", perPage, i)
			}
		}
	}
}

func TestAPacketMayGoOverAPage(t *testing.T) {
	whole := file(1, opusHead(1), opusTags("x"), append([]byte{9 << 3}, bytes.Repeat([]byte{5}, 599)...))
	_, rest, err := oggPage(whole)
	if err != nil {
		t.Fatal(err)
	}
	_, last, err := oggPage(rest)
	if err != nil {
		t.Fatal(err)
	}
	body := last[oggHead+3:]
	page := func(flags byte, table, body []byte) []byte {
		p := append(append([]byte(nil), last[:oggHead]...), table...)
		p = append(p, body...)
		p[5], p[26] = flags, byte(len(table))
		clear(p[22:26])
		binary.LittleEndian.PutUint32(p[22:], oggSum(p))
		return p
	}
	cut := append(append([]byte(nil), whole[:len(whole)-len(last)]...), page(0, []byte{255}, body[:255])...)
	cut = append(cut, page(oggContinued, []byte{255, 90}, body[255:])...)
	got, err := ReadOpus(cut)
	if err != nil || len(got) != 1 || len(got[0]) != 600 {
		t.Fatalf("%d packets, %v", len(got), err)
	}
	cut = append(cut[:len(cut)-len(page(0, []byte{255, 90}, body[255:]))], page(0, []byte{255, 90}, body[255:])...)
	if _, err := ReadOpus(cut); err == nil || !strings.Contains(err.Error(), "a packet is cut") {
		t.Errorf("a page that does not say that the packet goes on: %v", err)
	}
}

func TestOtherFilesAreRefusedInWords(t *testing.T) {
	good := file(50, opusHead(1), opusTags("x"), silenceFrame)
	broken := bytes.Clone(good)
	broken[len(broken)-1] ^= 1
	two := file(50, opusHead(1), opusTags("x"), silenceFrame)
	other := oggWriter{serial: 8, flags: oggFirst}
	other.add(opusHead(1), 0)
	other.flush(0)
	version := opusHead(1)
	version[8] = 16
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":      {nil, "empty"},
		"wav":          {[]byte("RIFF1234WAVE"), "WAV"},
		"mp3":          {[]byte("ID3\x04"), "MP3"},
		"mp4":          {[]byte("\x00\x00\x00\x20ftypM4A "), "MP4"},
		"webm":         {[]byte("\x1A\x45\xDF\xA3"), "WebM"},
		"text":         {[]byte("hello"), "unknown kind"},
		"vorbis":       {file(1, []byte("\x01vorbis"), []byte("x")), "Vorbis"},
		"something":    {file(1, []byte("what"), []byte("x")), "something else"},
		"cut short":    {good[:len(good)-1], "ends inside a page"},
		"cut in head":  {good[:20], "no page"},
		"damaged":      {broken, "checksum"},
		"two streams":  {append(two, other.out...), "more than one stream"},
		"surround":     {file(1, opusHead(2), opusTags("x"), silenceFrame), "mapping family 1"},
		"version":      {file(1, version, opusTags("x"), silenceFrame), "version 16"},
		"no tags":      {file(1, opusHead(1), silenceFrame), "no OpusTags"},
		"no audio":     {file(1, opusHead(1), opusTags("x")), "no audio"},
		"not a packet": {file(1, opusHead(1), opusTags("x"), []byte{1, 2, 3, 4}), "packet 1"},
	} {
		if _, err := ReadOpus(c.file); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", name, err, c.want)
		}
	}
}

func TestTheSoundsThatComeWithTheProgramCanBePlayed(t *testing.T) {
	s, err := opusSounds()
	if err != nil {
		t.Fatal(err)
	}
	if d := Duration(s.chime); d < 400*time.Millisecond || d > time.Second {
		t.Errorf("the chime is %v long", d)
	}
	g, err := Greeting()
	if err != nil || len(g) != len(s.greeting) || Duration(g) < 3*time.Second || Duration(g) > 10*time.Second {
		t.Errorf("the greeting is %v long, %v", Duration(g), err)
	}
}

func FuzzReadOpus(f *testing.F) {
	f.Add(file(50, opusHead(1), opusTags("x"), silenceFrame))
	f.Add(chimeOgg)
	f.Add([]byte("OggS"))
	f.Fuzz(func(t *testing.T, b []byte) {
		packets, err := ReadOpus(reseal(b))
		if err != nil {
			return
		}
		if len(packets) == 0 || Duration(packets) <= 0 {
			t.Fatalf("%d packets, %v", len(packets), Duration(packets))
		}
		v := voice{clip: packets}
		for len(v.clip) > 0 {
			v.beat(opusCodec(opusPayload), nil)
		}
	})
}

// reseal puts right the checksums of a damaged file, so that the fuzzer gets behind them.
func reseal(b []byte) []byte {
	b = bytes.Clone(b)
	for at := 0; at+oggHead <= len(b) && bytes.HasPrefix(b[at:], oggMark); {
		size := oggHead + int(b[at+26])
		if at+size > len(b) {
			break
		}
		for _, n := range b[at+oggHead : at+size] {
			size += int(n)
		}
		if at+size > len(b) {
			break
		}
		clear(b[at+22 : at+26])
		binary.LittleEndian.PutUint32(b[at+22:], oggSum(b[at:at+size]))
		at += size
	}
	return b
}
