package meta

import "fmt"

// Transcript is the document that a call_transcription_available event points to (Meta: Calling API, Call transcription, Aug
// 2026). Times are seconds from the start of the audio. The exact types of Speaker and ProcessedAt are not documented.
type Transcript struct {
	Metadata   TranscriptMetadata `json:"metadata"`
	Transcript TranscriptText     `json:"transcript"`
}

// TranscriptMetadata says when and from which audio a transcript was made.
type TranscriptMetadata struct {
	ProcessedAt string          `json:"processed_at"` // RFC 3339
	Audio       TranscriptAudio `json:"audio"`
}

// TranscriptAudio describes the audio: channel 0 is the business, 1 the customer.
type TranscriptAudio struct {
	Duration   float64 `json:"duration"`
	SampleRate int     `json:"sample_rate"`
	Channels   int     `json:"channels"`
	Format     string  `json:"audio_format"`
}

// TranscriptText is what was said: as one text, and in segments.
type TranscriptText struct {
	Text       string              `json:"text"` // "[Business] Hello [Customer] Hi"
	Language   string              `json:"language"`
	Duration   float64             `json:"duration"`
	Confidence float64             `json:"confidence"`
	Segments   []TranscriptSegment `json:"segments"`
}

// TranscriptSegment is what one side said without a break.
type TranscriptSegment struct {
	ID         int              `json:"id"`
	Speaker    string           `json:"speaker"` // Business, Customer
	Channel    int              `json:"channel"`
	Start      float64          `json:"start"`
	End        float64          `json:"end"`
	Text       string           `json:"text"`
	Confidence float64          `json:"confidence"`
	Words      []TranscriptWord `json:"words"`
}

// TranscriptWord is one word of a segment.
type TranscriptWord struct {
	Word       string  `json:"word"`
	Start      float64 `json:"start"`
	End        float64 `json:"end"`
	Confidence float64 `json:"confidence"`
	Language   string  `json:"lang"`
}

// ParseTranscript reads a downloaded transcript. Fields that are not known are ignored, those that are missing stay zero.
func ParseTranscript(raw []byte) (Transcript, error) {
	var t Transcript
	if err := lenient(raw, &t); err != nil {
		return Transcript{}, fmt.Errorf("transcript: %w", err)
	}
	return t, nil
}
