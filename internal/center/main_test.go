package center_test

import (
	"os"
	"testing"

	"ramal/internal/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }
