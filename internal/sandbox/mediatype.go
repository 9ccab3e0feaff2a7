package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
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

// opusLength says how long an Ogg/Opus file plays. It must be mono, as Meta's page has it.
func opusLength(data []byte) (time.Duration, error) {
	packets, err := relay.ReadOpus(data)
	if err != nil {
		return 0, err
	}
	const head = "OpusHead" // RFC 7845, section 5.1: a version and the number of channels come next
	if at := bytes.Index(data, []byte(head)) + len(head) + 1; data[at] != 1 {
		return 0, errors.New("an Ogg file must be mono")
	}
	return relay.Duration(packets), nil
}
