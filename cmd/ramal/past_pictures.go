package main

import (
	"image"
	"image/color"
	"math"
)

// The pictures that customers of the demo send are drawn here, so that there are no files to carry: things of a repair shop, as simple
// as signs.

const (
	pictureWidth  = 720
	pictureHeight = 540
)

// canvas is a picture that is drawn from the back to the front.
type canvas struct{ *image.RGBA }

var (
	walnut = color.RGBA{0x6b, 0x46, 0x2c, 0xff}
	steel  = color.RGBA{0xc9, 0xcc, 0xcf, 0xff}
	soot   = color.RGBA{0x1f, 0x20, 0x22, 0xff}
	cream  = color.RGBA{0xe9, 0xdf, 0xc9, 0xff}
	brass  = color.RGBA{0xc8, 0x9b, 0x3c, 0xff}
	ember  = color.RGBA{0xd9, 0x4f, 0x30, 0xff}
	bench  = color.RGBA{0x8d, 0x93, 0x8c, 0xff}
)

// table is an empty picture: a workbench, darker to the edges, with a little dust.
func table() canvas {
	c := canvas{image.NewRGBA(image.Rect(0, 0, pictureWidth, pictureHeight))}
	dust := random()
	for y := range pictureHeight {
		for x := range pictureWidth {
			dx, dy := float64(x)/pictureWidth-0.5, float64(y)/pictureHeight-0.5
			light := 1.12 - 0.9*(dx*dx+dy*dy)
			if x%6 == 0 && y%6 == 0 && dust.IntN(40) == 0 {
				light *= 0.93
			}
			c.SetRGBA(x, y, lit(bench, light))
		}
	}
	return c
}

func lit(k color.RGBA, light float64) color.RGBA {
	of := func(v uint8) uint8 { return uint8(min(255, float64(v)*light)) }
	return color.RGBA{of(k.R), of(k.G), of(k.B), 0xff}
}

// mix puts a colour over a point, as far as cover (0 to 1) says.
func (c canvas) mix(x, y int, k color.RGBA, cover float64) {
	if !(image.Point{X: x, Y: y}).In(c.Rect) || cover <= 0 {
		return
	}
	was := c.RGBAAt(x, y)
	cover = min(cover, 1)
	of := func(a, b uint8) uint8 { return uint8(float64(a)*(1-cover) + float64(b)*cover) }
	c.SetRGBA(x, y, color.RGBA{of(was.R, k.R), of(was.G, k.G), of(was.B, k.B), 0xff})
}

// box is a rectangle with round corners and a light from above.
func (c canvas) box(x, y, w, h, round int, k color.RGBA) {
	for j := range h {
		for i := range w {
			dx := max(0, max(float64(round-i), float64(i-(w-1-round))))
			dy := max(0, max(float64(round-j), float64(j-(h-1-round))))
			c.mix(x+i, y+j, lit(k, 1.08-0.2*float64(j)/float64(h)), float64(round)+0.5-math.Hypot(dx, dy))
		}
	}
}

// disc is a circle; ring is only its edge, as wide as said.
func (c canvas) disc(x, y, r float64, k color.RGBA) { c.ring(x, y, r, r+1, k) }

func (c canvas) ring(x, y, r, width float64, k color.RGBA) {
	hole := max(0, r-width-1)
	for j := int(y - r - 1); j <= int(y+r+1); j++ {
		for i := int(x - r - 1); i <= int(x+r+1); i++ {
			dx, dy := float64(i)-x, float64(j)-y
			square := dx*dx + dy*dy
			if square > (r+1)*(r+1) || square < hole*hole {
				continue
			}
			d := math.Sqrt(square)
			c.mix(i, j, k, min(r+0.5-d, d-(r-width)+0.5))
		}
	}
}

// stroke is a line with round ends.
func (c canvas) stroke(x1, y1, x2, y2, width float64, k color.RGBA) {
	r, dx, dy := width/2, x2-x1, y2-y1
	for j := int(min(y1, y2) - r - 1); j <= int(max(y1, y2)+r+1); j++ {
		for i := int(min(x1, x2) - r - 1); i <= int(max(x1, x2)+r+1); i++ {
			px, py := float64(i)-x1, float64(j)-y1
			along := min(1, max(0, (px*dx+py*dy)/(dx*dx+dy*dy)))
			c.mix(i, j, k, r+0.5-math.Hypot(px-along*dx, py-along*dy))
		}
	}
}

// knob is a button that is turned to an angle, in degrees.
func (c canvas) knob(x, y, r, degrees float64, k color.RGBA) {
	c.disc(x+2, y+4, r+1, soot)
	c.disc(x, y, r, k)
	c.ring(x, y, r, 2, lit(k, 0.6))
	turn := degrees * math.Pi / 180
	c.stroke(x, y, x+math.Sin(turn)*r*0.8, y-math.Cos(turn)*r*0.8, 4, lit(k, 0.35))
}

// turntable is a record player seen from above.
func turntable() *image.RGBA {
	c := table()
	c.box(70, 64, 590, 420, 18, lit(walnut, 0.5))
	c.box(62, 54, 590, 420, 18, walnut)
	c.disc(300, 264, 188, steel)
	for r := 178.0; r > 70; r -= 3 {
		c.ring(300, 264, r, 3, lit(soot, 0.8+0.25*math.Mod(r, 9)/9))
	}
	c.disc(300, 264, 66, ember)
	c.ring(300, 264, 50, 2, cream)
	c.disc(300, 264, 7, steel)
	c.disc(566, 130, 34, soot)
	c.stroke(566, 130, 560, 300, 9, steel)
	c.stroke(560, 300, 452, 352, 9, steel)
	c.box(432, 340, 40, 22, 5, soot)
	c.knob(560, 424, 20, 40, brass)
	c.knob(612, 424, 14, -30, steel)
	return c.RGBA
}

// amplifier is the front of one from the seventies.
func amplifier() *image.RGBA {
	c := table()
	c.box(46, 150, 640, 280, 16, lit(walnut, 0.5))
	c.box(38, 138, 640, 280, 16, walnut)
	c.box(58, 158, 600, 240, 6, steel)
	for i := range 2 {
		x := 80 + i*150
		c.box(x, 180, 138, 84, 6, soot)
		c.box(x+5, 185, 128, 74, 4, cream)
		for mark := range 9 {
			turn := (float64(mark)*14 - 56) * math.Pi / 180
			at := func(r float64) (float64, float64) {
				return float64(x) + 69 + math.Sin(turn)*r, 282 - math.Cos(turn)*r
			}
			x1, y1 := at(80)
			x2, y2 := at(86)
			c.stroke(x1, y1, x2, y2, 2, soot)
		}
		c.stroke(float64(x)+69, 256, float64(x)+40+float64(i)*44, 204, 2.5, ember)
	}
	c.knob(510, 224, 46, 60, steel)
	c.knob(606, 224, 26, -50, steel)
	for i, degrees := range []float64{-60, 0, 30, 80, -20} {
		c.knob(112+float64(i)*82, 338, 24, degrees, lit(steel, 0.92))
	}
	for i := range 3 {
		c.box(530+i*40, 318, 26, 40, 5, soot)
	}
	c.disc(640, 176, 6, ember)
	return c.RGBA
}

// mechanism is what stands under a record player: motor, belt and springs.
func mechanism() *image.RGBA {
	c := table()
	c.box(80, 60, 560, 420, 12, lit(steel, 0.82))
	for _, screw := range [][2]float64{{110, 90}, {610, 90}, {110, 450}, {610, 450}} {
		c.disc(screw[0], screw[1], 12, lit(steel, 0.6))
		c.stroke(screw[0]-7, screw[1]-7, screw[0]+7, screw[1]+7, 3, soot)
	}
	c.ring(400, 270, 150, 8, soot)
	c.disc(400, 270, 128, lit(steel, 1.05))
	c.ring(400, 270, 60, 5, lit(steel, 0.7))
	c.disc(400, 270, 18, brass)
	c.disc(190, 300, 62, soot)
	c.disc(190, 300, 44, lit(soot, 1.8))
	c.disc(190, 300, 14, brass)
	c.stroke(172, 260, 356, 127, 5, lit(soot, 1.4))
	c.stroke(176, 342, 366, 415, 5, lit(soot, 1.4))
	c.stroke(150, 120, 260, 150, 4, ember)
	c.stroke(150, 130, 250, 170, 4, brass)
	c.box(110, 104, 60, 40, 4, lit(brass, 0.8))
	return c.RGBA
}
