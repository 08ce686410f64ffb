# De waakhond: wat er had moeten gebeuren en niet gebeurd is. Staat in de chat, dus zonder inhoud.
waakhond-titel = Kijk even mee: er is iets blijven liggen
waakhond-uitleg = Dit kan de app niet zelf oplossen. Kijk bij de meldingen hieronder of er iemand aan zet is, en bel als het haast heeft. Kom je er niet uit, vraag dan je ICT-collega om het logboek te bekijken.
waakhond-regel = { $wat }: { $aantal } keer ({ $meldingen })
waakhond-regel-algemeen = { $wat }: { $aantal } keer
waakhond-vraag-te-laat = Een vraag of herinnering is niet op tijd verstuurd
waakhond-bericht-blijft-hangen = Een bericht wacht al lang op verzending
waakhond-collega-niet-bereikt = Een collega is niet bereikt
waakhond-niemand-aan-zet = Bij een open melding is niemand aan zet
waakhond-wekker-hersteld = Een herinnering ontbrak en is weer aangezet
waakhond-melding-onleesbaar = Een melding kan niet worden gelezen
waakhond-kalender-eindigt = De schoolkalender loopt bijna af. Er moeten nieuwe vakanties in

# De kaart van een melding die gewist is.
gewist-titel = Deze melding is gewist
gewist = Wat hier stond, bestaat niet meer. Je hoeft niets te doen.
