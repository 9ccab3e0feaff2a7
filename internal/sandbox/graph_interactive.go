package sandbox

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ramal/internal/meta"
)

// Interactive messages: call permission requests (Meta: Calling API, User call permissions, 26 Jun 2026), call buttons (Meta:
// Calling API, Call buttons) and reply buttons (Meta: Cloud API, Interactive reply buttons messages).

const (
	maxBody         = 1024
	maxHeader       = 60
	maxFooter       = 60
	maxCallText     = 20
	defaultCallText = "Call Now"
	minCallTTL      = 1 // minutes
	maxCallTTL      = 43_200
	defaultCallTTL  = 10_080
	maxPayload      = 512
	mostReplies     = 3
	maxReplyID      = 256
	maxReplyTitle   = 20
)

// otherInteractive are interactive types that Cloud API has and this sandbox does not carry.
var otherInteractive = []string{
	"list", "cta_url", "flow", "product", "product_list", "catalog_message", "location_request_message", "address_message", "carousel",
}

func checkInteractive(i *meta.InteractiveRequest) *graphError {
	if i == nil {
		return parameter("The parameter interactive is required.")
	}
	switch {
	case oneOf(i.Type, otherInteractive):
		return fault(meta.CodeUnsupportedType).details("Interactive messages of type %s are not part of this sandbox", i.Type)
	case !oneOf(i.Type, []string{meta.InteractiveCallPermissionRequest, meta.InteractiveVoiceCall, meta.InteractiveButton}):
		return value("interactive type %q is not valid", i.Type)
	case i.Action == nil:
		return parameter("The parameter interactive['action'] is required.")
	case i.Body != nil && utf8.RuneCountInString(i.Body.Text) > maxBody:
		return parameter("Param interactive['body']['text'] must be at most %d characters long.", maxBody)
	}
	switch i.Type {
	case meta.InteractiveCallPermissionRequest:
		return checkRequest(i)
	case meta.InteractiveVoiceCall:
		if i.Action.Name != meta.InteractiveVoiceCall {
			return parameter("Param interactive['action']['name'] must be one of {voice_call} - got %q.", i.Action.Name)
		}
		if err := checkFrame(i); err != nil {
			return err
		}
		return checkCallButton(i.Action.Parameters)
	}
	if err := checkFrame(i); err != nil {
		return err
	}
	return checkReplies(i.Action.Buttons)
}

// value is the error of a value that is not valid.
func value(format string, a ...any) *graphError {
	return fault(meta.CodeParameterValue).details(format, a...)
}

func checkRequest(i *meta.InteractiveRequest) *graphError {
	switch {
	case i.Action.Name != meta.InteractiveCallPermissionRequest:
		return parameter("Param interactive['action']['name'] must be one of {call_permission_request} - got %q.", i.Action.Name)
	case i.Header != nil || i.Footer != nil:
		return value("header and footer are not allowed in a call permission request")
	}
	return nil
}

// checkFrame checks what is around the buttons.
func checkFrame(i *meta.InteractiveRequest) *graphError {
	switch {
	case i.Body == nil || strings.TrimSpace(i.Body.Text) == "":
		return parameter("The parameter interactive['body']['text'] is required.")
	case i.Footer != nil && utf8.RuneCountInString(i.Footer.Text) > maxFooter:
		return parameter("Param interactive['footer']['text'] must be at most %d characters long.", maxFooter)
	case i.Header == nil:
		return nil
	}
	const where = "interactive['header']"
	switch i.Header.Type {
	case "text":
		if i.Header.Text == "" {
			return parameter("The parameter %s['text'] is required.", where)
		}
		if utf8.RuneCountInString(i.Header.Text) > maxHeader {
			return parameter("Param %s['text'] must be at most %d characters long.", where, maxHeader)
		}
		return nil
	case meta.TypeImage, meta.TypeVideo, meta.TypeDocument:
		return checkAttachment(i.Header.Type, where+"['"+i.Header.Type+"']", headerMedia(i.Header))
	}
	return parameter("Param %s['type'] must be one of {TEXT, IMAGE, VIDEO, DOCUMENT} - got %q.", where, i.Header.Type)
}

func headerMedia(h *meta.InteractiveHeader) *meta.MediaObject {
	switch h.Type {
	case meta.TypeImage:
		return h.Image
	case meta.TypeVideo:
		return h.Video
	case meta.TypeDocument:
		return h.Document
	}
	return nil
}

// checkCallButton checks a call button. All of it is optional.
func checkCallButton(p *meta.CallButton) *graphError {
	switch {
	case p == nil:
		return nil
	case utf8.RuneCountInString(p.DisplayText) > maxCallText:
		return value("display_text must be at most %d characters long", maxCallText)
	case p.TTLMinutes != nil && (*p.TTLMinutes < minCallTTL || *p.TTLMinutes > maxCallTTL):
		return value("ttl_minutes must be between %d and %d", minCallTTL, maxCallTTL)
	case utf8.RuneCountInString(p.Payload) > maxPayload:
		return value("payload must be at most %d characters long", maxPayload)
	}
	return nil
}

func checkReplies(buttons []meta.ReplyButton) *graphError {
	if len(buttons) < 1 || len(buttons) > mostReplies {
		return value("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: %d", mostReplies)
	}
	ids, titles := map[string]bool{}, map[string]bool{}
	for i, b := range buttons {
		where := fmt.Sprintf("interactive['action']['buttons'][%d]", i)
		r := b.Reply
		switch {
		case b.Type != meta.ButtonReply:
			return parameter("Param %s['type'] must be one of {REPLY} - got %q.", where, b.Type)
		case r.ID == "":
			return parameter("The parameter %s['reply']['id'] is required.", where)
		case strings.TrimSpace(r.Title) == "":
			return parameter("The parameter %s['reply']['title'] is required.", where)
		case utf8.RuneCountInString(r.ID) > maxReplyID:
			return value("Button id must be at most %d characters long", maxReplyID)
		case utf8.RuneCountInString(r.Title) > maxReplyTitle:
			return value("Button title must be at most %d characters long", maxReplyTitle)
		case ids[r.ID]:
			return value("Duplicated button id %q", r.ID)
		case titles[r.Title]:
			return value("Duplicated button title %q", r.Title)
		}
		ids[r.ID], titles[r.Title] = true, true
	}
	return nil
}
