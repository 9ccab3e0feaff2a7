package store

import (
	"context"
	"slices"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const pipelineColumns = `workspace_id, id, name, currency, won_reasons, lost_reasons, created_at, version`

func scanPipeline(s scanner) (desk.Pipeline, error) {
	var p desk.Pipeline
	var won, lost string
	var created int64
	err := s.Scan(&p.WorkspaceID, &p.ID, &p.Name, &p.Currency, &won, &lost, &created, &p.Version)
	p.CreatedAt = at(created)
	if err == nil {
		p.WonReasons, err = parse[[]string](won)
	}
	if err == nil {
		p.LostReasons, err = parse[[]string](lost)
	}
	return p, err
}

// Pipelines lists the funnels of a workspace, the oldest first.
func (d *DB) Pipelines(ctx context.Context, ws org.WorkspaceID) ([]desk.Pipeline, error) {
	list, err := many(ctx, d, scanPipeline,
		`SELECT `+pipelineColumns+` FROM pipelines WHERE workspace_id = ? ORDER BY created_at, id`, string(ws))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list, d.withStages(ctx, ws, list)
}

// Pipeline returns a funnel of the workspace.
func (d *DB) Pipeline(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) (desk.Pipeline, error) {
	p, err := one(ctx, d, "funnel", scanPipeline,
		`SELECT `+pipelineColumns+` FROM pipelines WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if err != nil {
		return p, err
	}
	list := []desk.Pipeline{p}
	err = d.withStages(ctx, ws, list)
	return list[0], err
}

// withStages fills in the stages of funnels.
func (d *DB) withStages(ctx context.Context, ws org.WorkspaceID, list []desk.Pipeline) error {
	type row struct {
		of    desk.PipelineID
		stage desk.Stage
	}
	rows, err := many(ctx, d, func(s scanner) (row, error) {
		var r row
		var hours int64
		err := s.Scan(&r.of, &r.stage.ID, &r.stage.Name, &r.stage.Color, &hours)
		r.stage.Limit = time.Duration(hours) * time.Hour
		return r, err
	}, `SELECT pipeline_id, id, name, color, limit_hours FROM stages WHERE workspace_id = ? ORDER BY pipeline_id, place`, string(ws))
	for _, r := range rows {
		if i := slices.IndexFunc(list, func(p desk.Pipeline) bool { return p.ID == r.of }); i >= 0 {
			list[i].Stages = append(list[i].Stages, r.stage)
		}
	}
	return err
}

const pipelineTaken = "There is a funnel with this name already."

// CreatePipeline stores a new funnel with its stages; Version becomes 1. fault.Conflict on "name" where there is one with its name.
func (d *DB) CreatePipeline(ctx context.Context, p *desk.Pipeline) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		_, err := d.attempt(ctx, `INSERT INTO pipelines (`+pipelineColumns+`, name_key) VALUES (`+marks(9)+`)`,
			string(p.WorkspaceID), string(p.ID), p.Name, p.Currency, text(p.WonReasons), text(p.LostReasons), ms(p.CreatedAt), int64(1), fold(p.Name))
		if err != nil {
			return taken(err, "name", pipelineTaken)
		}
		p.Version = 1
		return d.putStages(ctx, *p)
	})
}

// SavePipeline saves a funnel and its stages where the version is unchanged; fault.Conflict otherwise, on "name" where it is taken,
// and on "stages", for the reason stage_in_use, where a stage that is gone still has deals.
func (d *DB) SavePipeline(ctx context.Context, p *desk.Pipeline) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		n, err := d.attempt(ctx, `UPDATE pipelines SET name = ?, name_key = ?, currency = ?, won_reasons = ?, lost_reasons = ?,
			version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
			p.Name, fold(p.Name), p.Currency, text(p.WonReasons), text(p.LostReasons), string(p.WorkspaceID), string(p.ID), p.Version)
		if err != nil {
			return taken(err, "name", pipelineTaken)
		}
		err = d.raised(ctx, n, &p.Version, "funnel", `SELECT 1 FROM pipelines WHERE workspace_id = ? AND id = ?`, string(p.WorkspaceID), string(p.ID))
		if err != nil {
			return err
		}
		ids := make([]desk.StageID, len(p.Stages))
		for i, s := range p.Stages {
			ids[i] = s.ID
		}
		_, err = d.attempt(ctx, `DELETE FROM stages WHERE workspace_id = ? AND pipeline_id = ? AND id NOT IN (`+marks(len(ids))+`)`,
			append([]any{string(p.WorkspaceID), string(p.ID)}, anys(ids)...)...)
		if err != nil {
			return inUse(err)
		}
		return d.putStages(ctx, *p)
	})
}

// inUse says what it means that a row which others belong to cannot be deleted.
func inUse(err error) error {
	if f := faultOf(err); fault.Is(f, fault.NotFound) {
		return fault.New(fault.Conflict, "This stage has deals. Say where they go.").On("stages").Because("stage_in_use").Wrap(err)
	}
	return err
}

func (d *DB) putStages(ctx context.Context, p desk.Pipeline) error {
	for i, s := range p.Stages {
		_, err := d.attempt(ctx, `INSERT INTO stages (workspace_id, pipeline_id, id, place, name, color, limit_hours) VALUES (`+marks(7)+`)
			ON CONFLICT (workspace_id, pipeline_id, id) DO UPDATE SET place = excluded.place, name = excluded.name, color = excluded.color,
			limit_hours = excluded.limit_hours`,
			string(p.WorkspaceID), string(p.ID), string(s.ID), int64(i), s.Name, string(s.Color), int64(s.Limit/time.Hour))
		if err != nil {
			return err
		}
	}
	return nil
}

// DeletePipeline deletes a funnel that has no deals; fault.Conflict, for the reason pipeline_in_use, where it has.
func (d *DB) DeletePipeline(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) error {
	n, err := d.attempt(ctx, `DELETE FROM pipelines WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Conflict, "This funnel has deals, so it cannot be deleted.").Because("pipeline_in_use").Wrap(err)
	}
	if err == nil && n == 0 {
		return missing("funnel")
	}
	return err
}

// HasDeals reports whether there are deals in a funnel, open or not.
func (d *DB) HasDeals(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) (bool, error) {
	found, err := many(ctx, d, func(s scanner) (n int, err error) { return n, s.Scan(&n) },
		`SELECT 1 FROM deals WHERE workspace_id = ? AND pipeline_id = ? LIMIT 1`, string(ws), string(id))
	return len(found) > 0, err
}

// MoveDealsOf moves all deals of a stage behind those of another one of the funnel, and writes that into the history of each. They
// keep their order and whether they are won or lost. The event is written for each; its ID is the beginning of theirs.
func (d *DB) MoveDealsOf(ctx context.Context, ws org.WorkspaceID, pipeline desk.PipelineID, from, to desk.StageID, e desk.DealEvent) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		last, err := d.EdgeRank(ctx, ws, to, true)
		if err != nil {
			return err
		}
		_, err = d.exec(ctx, `INSERT INTO deal_events (workspace_id, deal_id, id, at, actor, kind, was, became)
			SELECT workspace_id, id, CAST(? AS TEXT) || '.' || id, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)
			FROM deals WHERE workspace_id = ? AND pipeline_id = ? AND stage_id = ?`,
			e.ID, ms(e.At), string(e.Actor), string(e.Kind), e.Before, e.After, string(ws), string(pipeline), string(from))
		if err != nil {
			return err
		}
		// A rank behind the last one, with the old ones as its fraction; its end must not be 0.
		_, err = d.exec(ctx, `UPDATE deals SET stage_id = ?, rank = CAST(? AS TEXT) || '1' || rank || '01', entered_at = ?, changed_by = ?, version = version + 1
			WHERE workspace_id = ? AND pipeline_id = ? AND stage_id = ?`,
			string(to), string(desk.RankBetween(last, "")), ms(e.At), string(e.Actor), string(ws), string(pipeline), string(from))
		return err
	})
}

// BusyStages lists the stages of a funnel that have deals, open or not.
func (d *DB) BusyStages(ctx context.Context, ws org.WorkspaceID, id desk.PipelineID) ([]desk.StageID, error) {
	return many(ctx, d, func(s scanner) (id desk.StageID, err error) { return id, s.Scan(&id) },
		`SELECT s.id FROM stages s WHERE s.workspace_id = ? AND s.pipeline_id = ? AND EXISTS (SELECT 1 FROM deals d
		WHERE d.workspace_id = s.workspace_id AND d.pipeline_id = s.pipeline_id AND d.stage_id = s.id) ORDER BY s.place`, string(ws), string(id))
}
