package sandbox

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"ramal/internal/meta"
)

// mediaRule is what Cloud API takes of one kind of media (Meta: Cloud API, Media, Supported media types, Jun 2026).
type mediaRule struct {
	kind  string // as a message type
	most  int64  // bytes
	mimes []string
}

const (
	kB = 1 << 10
	mB = 1 << 20
)

// oggAudio is taken with the Opus codec only.
const oggAudio = "audio/ogg"

var mediaRules = []mediaRule{
	{meta.TypeAudio, 16 * mB, []string{"audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", oggAudio, "audio/opus"}},
	{meta.TypeDocument, 100 * mB, []string{
		"application/vnd.ms-powerpoint", "application/msword",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"application/vnd.openxmlformats-officedocument.presentationml.presentation",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"application/pdf", "text/plain", "application/vnd.ms-excel",
	}},
	{meta.TypeImage, 5 * mB, []string{"image/jpeg", "image/png"}},
	{meta.TypeSticker, 500 * kB, []string{"image/webp"}}, // static ones 100 kB, which is not told apart
	{meta.TypeVideo, 16 * mB, []string{"video/mp4", "video/3gpp"}},
}

// mostUpload is the largest medium of any kind.
const mostUpload = 100 * mB

func ruleOf(mime string) (mediaRule, bool) {
	for _, r := range mediaRules {
		if slices.Contains(r.mimes, bareType(mime)) {
			return r, true
		}
	}
	return mediaRule{}, false
}

// checkMedia says what is wrong with a medium, in the words that practice has seen for its type; those for its size and
// codec are assumed.
func checkMedia(mime string, data []byte) *graphError {
	rule, ok := ruleOf(mime)
	switch {
	case !ok:
		var all []string
		for _, r := range mediaRules {
			all = append(all, r.mimes...)
		}
		return parameter("Param file must be a file with one of the following types: %s. Received file of type '%s'.", strings.Join(all, ", "), bareType(mime))
	case len(data) == 0:
		return fault(meta.CodeMediaUpload).details("The file is empty")
	case int64(len(data)) > rule.most:
		return tooBig(rule)
	case bareType(mime) == oggAudio || bareType(mime) == "audio/opus":
		if _, err := opusLength(data); err != nil {
			return fault(meta.CodeMediaUpload).details("Unsupported audio: %v", err)
		}
	}
	return nil
}

func tooBig(r mediaRule) *graphError {
	most := fmt.Sprintf("%d MB", r.most/mB)
	if r.most < mB {
		most = fmt.Sprintf("%d kB", r.most/kB)
	}
	return fault(meta.CodeMediaUpload).details("Media file size too big. Max file size we currently support for %s: %s", r.kind, most)
}

// The parts of an Ogg page (RFC 3533) and of the Opus header in it (RFC 7845) that are read here.
const (
	oggPage       = "OggS"
	opusHead      = "OpusHead"
	oggHeaderSize = 27
	opusRate      = 48_000
)

// opusLength says how long an Ogg/Opus file plays: the position of its last page, less what the decoder skips.
func opusLength(data []byte) (time.Duration, error) {
	if len(data) < oggHeaderSize+1 || string(data[:4]) != oggPage {
		return 0, fmt.Errorf("not an Ogg file")
	}
	head := oggHeaderSize + int(data[26])
	if len(data) < head+19 || string(data[head:head+8]) != opusHead {
		return 0, fmt.Errorf("the codec of an Ogg file must be Opus")
	}
	if data[head+9] != 1 {
		return 0, fmt.Errorf("an Ogg file must be mono")
	}
	skip := int64(binary.LittleEndian.Uint16(data[head+10:]))
	last := bytes.LastIndex(data, []byte(oggPage))
	if len(data) < last+oggHeaderSize {
		return 0, fmt.Errorf("the last page is cut off")
	}
	position := int64(binary.LittleEndian.Uint64(data[last+6:])) //nolint:gosec // a granule position is signed
	if position <= skip {
		return 0, fmt.Errorf("there is no sound in it")
	}
	return time.Duration(position-skip) * time.Second / opusRate, nil
}
