package sandbox

import (
	"math"
	"strings"
	"time"

	"ramal/internal/meta"
)

// The words of transcripts are invented, and say so: the sandbox does not decode audio. They take turns, as long as the call
// lasted.
var (
	inventedBusiness = []string{
		"Hello this transcript is invented by the sandbox",
		"Nobody has listened to this call",
		"Only the times are those of the call",
	}
	inventedCustomer = []string{
		"I see these words are not mine",
		"The sandbox does not decode audio",
		"Then I have said nothing at all",
	}
)

const (
	wordTime     = 300 * time.Millisecond
	turnPause    = 700 * time.Millisecond
	firstWord    = time.Second
	mostSegments = 500
	certainty    = 0.95
)

// transcript is the document of a call that is over (Meta: Calling API, Call transcription, Aug 2026).
func transcript(c *call, now time.Time) meta.Transcript {
	length := time.Duration(c.Ended-c.Picked) * time.Second
	out := meta.Transcript{
		Metadata: meta.TranscriptMetadata{
			ProcessedAt: now.UTC().Format(time.RFC3339),
			Audio:       meta.TranscriptAudio{Duration: length.Seconds(), SampleRate: 16000, Channels: 2, Format: "stereo"},
		},
		Transcript: meta.TranscriptText{Language: "en", Duration: length.Seconds(), Confidence: certainty, Segments: []meta.TranscriptSegment{}},
	}
	var text []string
	at := firstWord
	for i := range mostSegments {
		channel, speaker, said := i%2, "Business", inventedBusiness
		if channel == 1 {
			speaker, said = "Customer", inventedCustomer
		}
		sentence := said[i/2%len(said)]
		words := strings.Fields(sentence)
		if at+time.Duration(len(words))*wordTime > length {
			break
		}
		s := meta.TranscriptSegment{ID: i, Speaker: speaker, Channel: channel, Start: seconds(at), Text: sentence, Confidence: certainty}
		for _, w := range words {
			s.Words = append(s.Words, meta.TranscriptWord{
				Word: w, Start: seconds(at), End: seconds(at + wordTime), Confidence: certainty, Language: "en",
			})
			at += wordTime
		}
		s.End = seconds(at)
		at += turnPause
		out.Transcript.Segments = append(out.Transcript.Segments, s)
		text = append(text, "["+speaker+"] "+sentence)
	}
	out.Transcript.Text = strings.Join(text, " ")
	return out
}

// seconds are rounded to a hundredth, as in the samples.
func seconds(d time.Duration) float64 { return math.Round(d.Seconds()*100) / 100 }
