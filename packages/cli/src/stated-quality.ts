import type { ReaderQuality } from '@weft/model/signal'
import { qualityOfTiers } from '@weft/reading/encoder/second-reader'
import { shippedSecondTier } from '@weft/reading/encoder/shipped-second-tier'
import { readerQuality } from '@weft/reading/reader-quality'
import type { SentenceEncoderSettings } from '@weft/store/settings'

/** What is known of the errors of the reader that an installation asks for. Nothing is opened for it. */
export function statedQuality({ isOn }: Pick<SentenceEncoderSettings, 'isOn'>): ReaderQuality {
  return isOn ? qualityOfTiers(readerQuality, shippedSecondTier) : readerQuality
}
