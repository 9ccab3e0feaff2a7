package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"

	"ramal/internal/fault"
)

// KeySize is the length of the key that seals secrets, in bytes.
const KeySize = 32

// keyVersion is the first byte of a sealed text. A key that is changed one day gets the next number, and both are tried
// by it, not by trial.
const keyVersion = 1

// sealer encrypts secrets at rest with AES-256-GCM. What a secret belongs to is authenticated with it, so that a sealed
// text copied to another row does not open.
type sealer struct{ aead cipher.AEAD }

func newSealer(key []byte) (*sealer, error) {
	if len(key) != KeySize {
		return nil, fault.New(fault.Invalid, "The key that seals secrets has %d bytes and needs %d.", len(key), KeySize).On("key")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fault.New(fault.Internal, "The key that seals secrets cannot be used.").Wrap(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fault.New(fault.Internal, "The key that seals secrets cannot be used.").Wrap(err)
	}
	return &sealer{aead}, nil
}

// close returns plain sealed for owner: base64 of the key version, a random nonce and the ciphertext.
func (s *sealer) close(owner string, plain []byte) string {
	box := make([]byte, 1+s.aead.NonceSize(), 1+s.aead.NonceSize()+len(plain)+s.aead.Overhead())
	box[0] = keyVersion
	_, _ = rand.Read(box[1:]) // never fails
	box = s.aead.Seal(box, box[1:], plain, []byte(owner))
	return base64.StdEncoding.EncodeToString(box)
}

// open returns what close sealed for the same owner.
func (s *sealer) open(owner, sealed string) ([]byte, error) {
	box, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, unsealable(err)
	}
	if len(box) < 1+s.aead.NonceSize() || box[0] != keyVersion {
		return nil, unsealable(errors.New("unknown form or key version"))
	}
	nonce, rest := box[1:1+s.aead.NonceSize()], box[1+s.aead.NonceSize():]
	plain, err := s.aead.Open(nil, nonce, rest, []byte(owner))
	if err != nil {
		return nil, unsealable(err)
	}
	return plain, nil
}

func unsealable(err error) error {
	return fault.New(fault.Internal, "A stored secret cannot be opened with this key. Put back the key file that the database was made with.").Wrap(err)
}
