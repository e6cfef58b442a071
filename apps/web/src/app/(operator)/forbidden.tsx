export { default, generateMetadata } from "../(moderator)/forbidden.tsx";
