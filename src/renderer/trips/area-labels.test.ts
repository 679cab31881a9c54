import { expect, test } from 'vitest'
import { areaLabels, withRoom } from './area-labels.ts'

test('an area stands once, over the middle of its stops', () => {
  const stops = [
    { area: 'Alfama', lat: 38.71, lon: -9.13 },
    { area: 'Alfama', lat: 38.73, lon: -9.15 },
    { lat: 0, lon: 0 },
  ]
  const [alfama, ...others] = areaLabels(stops)
  expect(others).toEqual([])
  expect(alfama?.name).toBe('Alfama')
  expect(alfama?.lat).toBe(38.73)
  expect(alfama?.lon).toBeCloseTo(-9.14)
})

test('labels on a marker or on one another are left out', () => {
  const labels = [
    { name: 'Alfama', x: 100, y: 100 },
    { name: 'Graça', x: 110, y: 104 },
    { name: 'Belém', x: 300, y: 100 },
  ]
  expect(withRoom(labels, [{ x: 305, y: 98 }]).map((label) => label.name)).toEqual(['Alfama'])
})
