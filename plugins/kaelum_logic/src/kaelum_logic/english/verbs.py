"""Common verbs."""

from __future__ import annotations

__all__ = ["IRREGULAR_VERBS", "REGULAR_VERBS"]

IRREGULAR_VERBS = """
be was been; arise arose arisen; bear bore borne; beat beat beaten; bend bent bent; bet bet bet;
bid bid bid; bind bound bound; bleed bled bled; breed bred bred; burst burst burst; cling clung clung;
creep crept crept; flee fled fled; fling flung flung; forbid forbade forbidden; foresee foresaw foreseen;
grind ground ground; kneel knelt knelt; leap leapt leapt; light lit lit; mislead misled misled;
mistake mistook mistaken; misunderstand misunderstood misunderstood; outdo outdid outdone;
overhear overheard overheard; oversee oversaw overseen; overtake overtook overtaken;
rebuild rebuilt rebuilt; rewrite rewrote rewritten; sew sewed sewn; slay slew slain; spin spun spun;
spit spat spat; split split split; spring sprang sprung; stride strode stridden; strive strove striven;
swell swelled swollen; thrust thrust thrust; tread trod trodden; undergo underwent undergone;
undo undid undone; upset upset upset; uphold upheld upheld; weave wove woven; withhold withheld withheld;
wring wrung wrung; become became become; begin began begun; bite bit bitten; blow blew blown;
break broke broken; bring brought brought; build built built; burn burnt burnt; buy bought bought;
catch caught caught; choose chose chosen; come came come; cost cost cost; cut cut cut;
deal dealt dealt; dig dug dug; do did done; draw drew drawn; dream dreamt dreamt;
drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed fed;
feel felt felt; fight fought fought; find found found; fly flew flown; forget forgot forgotten;
forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone;
grow grew grown; hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit hit;
hold held held; hurt hurt hurt; keep kept kept; know knew known; lay laid laid; lead led led;
learn learnt learnt; leave left left; lend lent lent; let let let; lie lied lain; lose lost lost;
make made made; mean meant meant; meet met met; overcome overcame overcome; pay paid paid;
put put put; quit quit quit; read read read; ride rode ridden; ring rang rung; rise rose risen;
run ran run; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent;
set set set; shake shook shaken; shine shone shone; shoot shot shot; show showed shown;
shrink shrank shrunk; shut shut shut; sing sang sung; sink sank sunk; sit sat sat; sleep slept slept;
slide slid slid; speak spoke spoken; spend spent spent; spread spread spread; stand stood stood;
steal stole stolen; stick stuck stuck; sting stung stung; strike struck struck; swear swore sworn;
sweep swept swept; swim swam swum; swing swung swung; take took taken; teach taught taught;
tear tore torn; tell told told; think thought thought; throw threw thrown;
understand understood understood; wake woke woken; wear wore worn; weep wept wept; win won won;
wind wound wound; withdraw withdrew withdrawn; write wrote written
"""
"""Base, past and participle of each."""

REGULAR_VERBS = """
accept achieve act add admire admit adopt advise afford age agree aid aim allow announce annoy answer
appear apply appreciate approach approve argue arrest arrive ask attach attack attempt attend attract
avoid award back bake ban bark bathe belong benefit bend bless bloom blossom boil borrow bother bounce
bow brake breathe breed call calm care carry celebrate challenge change charge chase chat cheat check
cheer chew claim clap clean clear climb close coach collect comb come command commit communicate
compete complain complete compose conduct confess connect consider consist consume contact contain
continue contribute control cook cooperate cough count cover crack crash crawl create criticize cross
cry cure dance date decide defeat defend deliver demand deny depend describe deserve design desire
destroy detect determine develop die direct disagree disappear discover dislike divide dominate donate
doubt drag dress drip drop drown dry earn educate employ empty encourage end enjoy enroll enter
entertain escape evolve examine exceed excite exclude exercise exhibit exist expect explain explode
explore express extend face fail fear fetch fill film finish fish fit fix flap float flourish flow
fold follow fool force form found frighten fry function gain gather gaze giggle glow govern grab
graduate grant grin grip guard guess guide gather handle happen harm hate haunt heal heat help hibernate
hike hire hop hope howl hug hum hunt hurry identify ignore imagine impress improve include increase
inhabit inherit injure inspire intend interest introduce invent invest invite itch jog join joke judge
juggle jump keep kick kill kiss knit knock know lack land last laugh launch lick lift like limp
line list listen live load locate lock long look love maintain manage march marry master matter meet
melt mention milk miss mix moan move murder name need neglect fire nod note notice nurse obey observe
obtain occur offer open operate order originate own paint park participate pass perform permit pet
phone pick place plan plant play please point possess post pour practice practise praise pray preach
prefer prepare present preserve press prevent print produce program promise promote pronounce protect
prove provide publish pull punch punish purchase push qualify question race rain raise rank reach
react receive recognize recommend recover reduce refuse regret rehearse reign reject relate relax
release rely remain remember remind remove rent repair repay repeat reply report represent reproduce
request require rescue resemble resist respect rest result retire return review revolve reward roar rob
roll rule rush save scare score scream search seem serve settle share shave shed shelter shop shout
sign signal ski skip slip smash smell smile smoke snore snow solve sound speed spell splash spoil
sponsor squeak stare start starve stay step stir stop store stretch struggle study subscribe succeed
suffer suggest support suppose surprise surround survive suspect swallow switch talk taste teach tease
tend test thank tick tie touch tour trade train transform translate trap travel treat tremble trick
trust try turn twist type use value vanish visit volunteer vote wait walk wander want warm warn wash
waste watch water wave weigh welcome whisper whistle win wink wish wonder work worry worship wrestle
yell zoom hail drizzle storm thunder premiere star edit pilot tout equal host graze hatch lay purr meow
bake chase need visit see eat like cheat
abandon absorb accuse acquire adapt adjust advance advertise affect alarm alert amuse analyse analyze
anticipate apologise apologize appeal appoint arrange assault assemble assess assign assist assume assure
attribute authorise authorize back balance ban bill blame block board boast boil bomb book borrow bounce
bribe broadcast brush bury calculate camp cancel capture cast chain chair challenge chop cite climb collapse
collide combine comfort compare compensate compile complicate comply compute conceal concern conclude
condemn confirm confuse congratulate conquer consult contest convict convince copy correct crawl crown
crush cultivate curse cycle damage deceive declare decline decorate dedicate define delay delete depart
deposit deprive derive deserve detain devote diagnose differ dig disappoint discharge discuss dismiss
display distribute disturb dive divorce download dwell eliminate embarrass emerge emit encounter endanger
endorse endure enforce engage enhance enlist ensure envy erase establish estimate evacuate evaluate evict
examine exchange excuse execute exempt exhaust expand expel expire explode export expose extinguish fade
fascinate favor favour fight file fine flash flatter flip flood fund furnish gamble glitter glue grade greet
growl grumble hammer haul heat hesitate hinder hug illuminate imitate impose imprison infect inform
inspect install instruct insult insure intervene interview invade investigate irritate isolate issue jail
justify kidnap label lecture levy license loan lower manufacture march mature measure mend merge
migrate mislead moan mourn multiply navigate negotiate nominate notify object oblige occupy offend omit
oppose oversleep pack pardon pause perish persist persuade pet plead plot polish pollute possess postpone
predict prescribe pretend prey proceed process prohibit promise propose prosecute protest provoke punish
quarrel rebel recall recite reckon recruit recycle redeem reform refund register regulate rehearse reimburse
reign relax relieve renew renovate repel replace rescue research reserve reside resign resolve respond
restore restrict retain retreat reveal revise revoke ride ring ruin sail sample sanction satisfy scatter
scrub seal search secure seize select separate sew shine ship shiver shock shrug shuffle sink slap slow
sneeze sniff sort spare spark spill sponsor squeeze stain stamp stock strengthen stress strip submit
suck sue supervise supply surrender suspend swap sweat sympathise sympathize tackle tame tap target tax
terminate terrify testify threaten tidy tip tolerate toss tow trace track treasure trespass trigger trim
trouble undress unite unlock untie update upload upset vaccinate verify violate vow wander warn weaken
whip widen withdraw witness wonder worsen wound wrap yawn yield
"""
"""The base forms of common verbs."""
