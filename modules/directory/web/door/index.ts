import './door.css';

export { Door } from './door.tsx';
