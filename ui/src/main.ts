import '@patternfly/react-core/dist/styles/base.css'
import './app/tokens.css'
import { openLanguage } from './i18n/t.ts'

// Tables of words are made when their modules begin: the language comes before all of them.
void openLanguage().then(() => import('./app/start.tsx'))
