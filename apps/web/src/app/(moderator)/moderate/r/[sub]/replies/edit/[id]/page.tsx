export { default, generateMetadata } from "../../new/page.tsx";
