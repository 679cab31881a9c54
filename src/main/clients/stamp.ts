export { stamp } from '../../shared/dates.ts'
