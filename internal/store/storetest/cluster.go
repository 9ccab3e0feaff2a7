package storetest

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
)

// cluster is a PostgreSQL server in a temporary folder, reachable by a socket there and not by network.
type cluster struct {
	address string
	folder  string
	command *exec.Cmd
	alive   io.Closer
}

const owner = "postgres" // who runs the server when the tests run as root, which PostgreSQL refuses

// startCluster makes and starts one. Without durable it does not wait for the disk.
func startCluster(durable bool) (*cluster, error) {
	programs, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(programs) == 0 {
		if p, err := exec.LookPath("initdb"); err == nil {
			programs = append(programs, p)
		}
	}
	if len(programs) == 0 {
		return nil, errors.New("the programs of a PostgreSQL server are not installed")
	}
	slices.Sort(programs)
	bin := filepath.Dir(programs[len(programs)-1])

	folder, err := os.MkdirTemp("", "ramal-pg-")
	if err != nil {
		return nil, err
	}
	c := &cluster{folder: folder}
	if err := c.start(bin, durable); err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

func (c *cluster) start(bin string, durable bool) error {
	if os.Geteuid() == 0 {
		if err := giveAway(c.folder); err != nil {
			return err
		}
	}
	data := filepath.Join(c.folder, "data")
	// Texts have the order of a language, as in most databases: what counts on another one has to say so (COLLATE "C").
	init := as(filepath.Join(bin, "initdb"), "-D", data, "-U", owner, "-A", "trust", "-E", "UTF8",
		"--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--no-sync")
	init.Dir = c.folder
	if out, err := init.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	// The server ends when its input does: so also when this process is killed.
	const script = `server=$1 folder=$2; shift 2; "$server" -D "$folder/data" -k "$folder" -h "" "$@" >"$folder/log" 2>&1 & ` +
		`pid=$!; cat >/dev/null; kill -INT $pid; wait $pid`
	args := []string{"-c", script, "sh", filepath.Join(bin, "postgres"), c.folder}
	if !durable {
		args = append(args, "-F")
	}
	c.command = as("sh", args...)
	c.command.Dir = c.folder
	in, err := c.command.StdinPipe()
	if err != nil {
		return err
	}
	if err := c.command.Start(); err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	c.alive = in
	c.address = (&url.URL{
		Scheme: "postgres", User: url.User(owner), Path: "/postgres",
		RawQuery: url.Values{"host": {c.folder}, "sslmode": {"disable"}}.Encode(),
	}).String()
	return nil
}

func (c *cluster) stop() {
	if c.alive != nil {
		_ = c.alive.Close()
		_ = c.command.Wait()
	}
	_ = os.RemoveAll(c.folder)
}

// as runs a program as the owner when this process is root.
func as(program string, args ...string) *exec.Cmd {
	if os.Geteuid() == 0 {
		args = append([]string{"-u", owner, "--", program}, args...)
		program = "runuser"
	}
	return exec.Command(program, args...)
}

func giveAway(folder string) error {
	u, err := user.Lookup(owner)
	if err != nil {
		return err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return err
	}
	return os.Chown(folder, uid, gid)
}
