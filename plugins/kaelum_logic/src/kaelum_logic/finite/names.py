"""Given names that are nearly always a man's or a woman's, for texts that leave it to the name."""

from __future__ import annotations

from typing import Literal

__all__ = ["Gender", "gender_of_name"]

Gender = Literal["male", "female"]

_MALE = frozenset(
    "aaron abraham adam adrian aidan aiden alan albert alejandro alex alexander alfred ali allan allen "
    "andre andreas andrew andy angelo anthony antonio archie arnold arthur asher atlas august axel "
    "barry bart ben benjamin bernard bill billy bob bobby boris brad bradley brandon brendan brian bruce "
    "bryan caleb calvin cameron carl carlos cedric charles charlie chris christian christopher clarence "
    "clark claude clifford clint clyde cody colin connor craig curtis cyrus dale damian dan daniel danny "
    "darren dave david dean dennis derek diego dmitri dominic don donald doug douglas duncan dustin dwight "
    "dylan earl ed eddie edgar edmund eduardo edward edwin eli elias elijah elliot emil emmanuel enrique "
    "eric erik ernest ethan eugene evan ezra felix fernando finn floyd francis francisco frank franklin "
    "fred frederick gabriel garry gary gavin george gerald gilbert giovanni glen glenn gordon graham greg "
    "gregory gus guy hans harold harry harvey hector henry herbert herman homer howard hugh hugo ian igor "
    "immanuel ira isaac ismael ivan jack jackson jacob jake james jared jason javier jayden jeff jeffrey "
    "jeremiah jeremy jerome jerry jim jimmy joe joel john johnny jon jonah jonathan jorge jose joseph "
    "joshua juan julian julius justin kai karl keith ken kenneth kevin kirk kurt kyle lance larry "
    "lawrence lee leo leon leonard leroy lewis liam lloyd logan louis luca lucas luis luke malcolm manuel "
    "marc marcel marco marcus mario mark marshall martin marvin mason mateo matt matteo matthew maurice "
    "max maxwell melvin michael miguel mike miles mitchell mohamed mohammed nate nathan nathaniel neil "
    "nicholas nick noah noel norman oliver omar oscar otto owen pablo parker pat patrick paul pedro percy "
    "perry pete peter phil philip phillip phoenix pierre quentin rafael ralph ramon randall randy raphael "
    "raul ray raymond reginald rene ricardo richard rick ricky rob robert roberto rodney roger roland ron "
    "ronald rory ross roy ruben rudolph rupert russell ryan ryder salvatore sam samuel scott sean "
    "sebastian sergio seth shane shaun sidney simon spencer stan stanley stephen steve steven stewart "
    "stuart ted terrence theo theodore thomas tim timothy toby todd tom tommy tony travis trevor tristan "
    "troy tyler vernon victor vincent vladimir wade wallace walter warren wayne wesley will william "
    "winston wyatt xavier yusuf zachary zane zion".split()
)
_FEMALE = frozenset(
    "abby abigail ada adele adriana agatha agnes aisha alexandra alexis alice alicia alison allison "
    "alma alyssa amanda amber amelia amy ana andrea angela angelica anita ann anna anne annette annie "
    "anya april aria ariana ariel ashley astrid audrey aurora ava barbara beatrice becky bella bernice "
    "bertha beth bethany betty beverly bianca bonnie brenda bridget brittany camila camilla candice carla "
    "carmen carol caroline carolyn carrie cassandra catherine cathy cecilia celeste celia charlene "
    "charlotte chelsea cheryl chloe christina christine cindy claire clara clarissa claudia colleen "
    "connie cora crystal cynthia daisy dana daphne dawn deborah debra delia denise diana diane dolores "
    "donna dora doris dorothy edith edna eileen elaine eleanor elena elisa eliza elizabeth ella ellen "
    "ellie elsa elsie emily emma erica erin esme esmeralda estelle esther ethel eva evelyn eve faith "
    "fatima faye felicia fiona flora florence frances freya gabriela gabriella gail genevieve georgia "
    "geraldine gertrude gina ginny gladys glenda gloria grace greta gretchen gwen gwendolyn hailey "
    "hannah harriet hazel heather heidi helen helena helga henrietta hilda holly hope ida ingrid irene "
    "iris irma isabel isabella isla ivy jackie jacqueline jade jane janet janice jasmine jean jeanette "
    "jenna jennifer jenny jessica jill joan joanna joanne jocelyn josephine joy joyce juanita judith "
    "judy julia juliana julie juliet june kara karen karla kate katherine kathleen kathryn kathy katie "
    "katrina kayla kelly kim kimberly krista kristen kristin kristina lara laura lauren layla lea leah "
    "leila lena leslie lila lillian lily linda lisa liz lois lola lora lorena loretta lori lorraine "
    "louisa louise lucia lucille lucy luna lydia lynn mabel madeline madison maggie mandy mara marcia "
    "margaret maria mariah marian marie marilyn marina marion marissa marjorie marlene marsha martha "
    "mary matilda maureen maya megan melanie melinda melissa mercedes meredith mia michelle mildred mila "
    "millie mindy minnie miranda miriam molly mona monica muriel myra myrtle nadia nancy naomi natalia "
    "natalie natasha nellie nicole nina nora norma nova octavia olga olive olivia opal ophelia paige "
    "pamela patricia patty paula pauline pearl peggy penelope penny petra phoebe phyllis polly priscilla "
    "priya rachel rain rebecca regina renata renee rhonda rita river roberta rosa rosalie rose rosemary "
    "roxanne ruby ruth sabrina sadie sage sally samantha sandra sandy sara sarah savannah scarlett selena "
    "selma serena shannon sharon sheila shelby shelly sherry shirley sierra silvia simone sky sofia "
    "sonia sophia sophie stacy stella stephanie sue susan susanna susie suzanne sylvia tabitha tamara "
    "tania tanya tara tatiana teresa tessa thelma theresa tiffany tina tracy trudy ursula valentina "
    "valerie vanessa vera veronica vicky victoria viola violet virginia vivian wanda wendy whitney willow "
    "wilma winifred winnie winter yasmin yolanda yvette yvonne zara zelda zoe zoey".split()
)


_EITHER = frozenset(
    "alex kim lee pat chris robin taylor jordan casey jamie morgan terry jesse jessie dana quinn "
    "riley avery charlie frankie bobbie jackie kelly leslie lesley andrea sasha nikita ashley rowan "
    "skyler cameron kerry kay sky river rain winter sage jean toni tracy stacy".split()
)
"""Names that men and women have."""


def gender_of_name(name: str) -> Gender | None:
    """The gender that ``name`` nearly always goes with, or None."""
    first = name.split(maxsplit=1)[0].lower() if name.split() else ""
    if first in _EITHER:
        return None
    if first in _MALE:
        return "male"
    return "female" if first in _FEMALE else None
