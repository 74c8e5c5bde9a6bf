"""The words that tell what a touchpoint is: read from the top, the first line that fits decides.

A line is one or several words that must all be in the name, in any order; `*` stands for any ending.
"""

from __future__ import annotations

WordLine = tuple[str, ...]

STAGE_WORDS: tuple[tuple[str, str | None, WordLine], ...] = (
    # contacts after a purchase went wrong, and people who stay or leave
    ("retention", "after", ("refund*", "return", "returns", "returned", "return* request*", "exchange*")),
    ("retention", "after", ("cancel*", "churn*", "unsubscri*", "uninstall*", "account delet*", "account clos*")),
    ("retention", "after", ("support*", "complain*", "complaint*", "ticket*", "help*", "service call*", "claim")),
    ("retention", "after", ("customer service", "customer care", "call cent*", "warranty", "repair*", "faq")),
    (
        "retention",
        "after",
        ("renew*", "upgrade*", "upsell", "reactivat*", "win back", "loyal*", "reward*", "club*", "member*"),
    ),
    ("retention", "during", ("repeat purchas*", "repeat order*", "reorder*", "repurchas*", "second purchas*")),
    # leads and advertisements, before the words they are made of
    ("consideration", "before", ("newsletter sign*", "newsletter subscri*", "newsletter regist*", "sales call*")),
    ("consideration", "before", ("sales meeting*", "meeting*", "search result*", "site search*")),
    ("awareness", "before", ("ad", "ads", "advert*", "impression*", "banner*", "billboard*", "tv", "radio")),
    # people who speak about the company
    ("advocacy", "after", ("nps*", "csat*", "ces", "survey*", "feedback*", "testimonial*", "recommend*")),
    ("consideration", "before", ("review* read", "review* view*", "read review*", "view* review*", "preview*")),
    ("purchase", "during", ("order review*", "checkout*", "check out", "begin* check*")),
    ("advocacy", "after", ("review*", "rating*", "rate*", "referral*", "refer* friend*", "referred", "invit*")),
    ("advocacy", "after", ("share*", "word mouth", "ambassador*", "advoca*")),
    # the first time after the purchase
    ("onboarding", "after", ("welcome*", "onboard*", "activat*", "first login", "first use*", "tutorial*", "setup")),
    ("onboarding", "after", ("set up", "getting started", "kick* off", "unbox*", "install*", "profile complet*")),
    ("onboarding", "after", ("deliver* attempt*", "deliver* fail*", "order deliver*", "deliver* complet*")),
    ("onboarding", "after", ("delivered", "shipped", "dispatch*", "fulfil*", "order ship*", "package*", "parcel*")),
    # the purchase itself
    ("purchase", "during", ("deliver* choice", "deliver* option*", "deliver* method*", "deliver* detail*")),
    (
        "purchase",
        "during",
        ("deliver* address*", "deliver* select*", "deliver* courier", "deliver* pickup", "deliver* fee*"),
    ),
    (
        "purchase",
        "during",
        ("shipping*", "payment*", "pay", "paid", "paypal", "billing*", "invoice*", "card detail*"),
    ),
    ("onboarding", "after", ("deliver*", "pick* up", "pickup*", "collect*")),
    ("consideration", "before", ("wish* list*", "wishlist*", "favorit*", "favourit*", "add wishlist")),
    ("purchase", "during", ("cart*", "basket*", "bag", "coupon*", "promo* code*", "voucher*", "place* order*")),
    (
        "purchase",
        "during",
        ("purchas*", "order*", "buy*", "bought", "transaction*", "sale*", "sold", "conversion*", "convert*"),
    ),
    ("purchase", "during", ("deal*", "won", "contract*", "sign* contract", "subscription* start*", "subscri* plan*")),
    ("purchase", "during", ("book", "booked", "booking*", "reserv*", "receipt*", "donat*")),
    # making up one's mind
    ("consideration", "before", ("lead*", "mql*", "sql", "qualified", "demo*", "trial*", "quote*", "proposal*")),
    (
        "consideration",
        "before",
        ("inquir*", "enquir*", "consult*", "appointment*", "brochure*", "download*", "webinar*"),
    ),
    ("consideration", "before", ("form submi*", "submit* form", "contact* form*", "contact* sales", "contact us")),
    ("onboarding", "after", ("sign* up*", "signup*", "signed up", "regist*", "account creat*", "creat* account*")),
    ("consideration", "before", ("subscri*", "opt in", "optin")),
    (
        "consideration",
        "before",
        ("catalog*", "product*", "item*", "categor*", "detail*", "compare*", "comparison*", "pric*", "configur*"),
    ),
    ("consideration", "before", ("search*", "filter*", "sort*", "brows*", "list")),
    ("consideration", "before", ("store visit*", "shop visit*", "showroom*", "branch visit*", "test drive", "chat*")),
    # hearing of the company
    (
        "awareness",
        "before",
        ("social*", "post", "campaign*", "commercial*", "press", "podcast*", "influencer*", "sponsor*", "flyer*"),
    ),
    ("awareness", "before", ("landing*", "home*", "main", "start page", "page view*", "pageview*", "view* page")),
    ("awareness", "before", ("visit*", "first visit", "blog*", "article*", "video*", "promo*", "newsletter*")),
    (
        "awareness",
        "before",
        ("email open*", "email click*", "mail*", "email*", "push*", "session* start*", "app open*"),
    ),
    # coming back
    ("retention", "after", ("login*", "log in", "logged in", "sign* in", "signin*", "account*", "active*", "usage")),
)

PAID_WORDS: WordLine = ("ad", "ads", "advert*", "impression*", "banner*", "sponsor*", "campaign*", "commercial*")
"""The company itself speaks, wherever it does: direct."""

INDIRECT_WORDS: WordLine = (
    *("review*", "rating*", "social*", "facebook*", "instagram*", "tiktok*", "twitter*", "linkedin*", "youtube*"),
    *("press", "podcast*", "influencer*", "word mouth", "recommend*", "referr*", "refer*", "friend*", "affiliat*"),
    *("marketplace*", "comparison", "partner*", "reseller*", "blogger*", "forum*", "trustpilot", "organic"),
)
"""Somebody else hosts the meeting or speaks: a review site, a network, a friend, a search engine."""

SOURCE_WORDS: WordLine = ("organic", "referr*", "refer*", "affiliat*", "source*", "none")
"""As a channel they say where somebody came from, not where they are: a cart filled after a search is the shop's."""

DIRECT_WORDS: WordLine = (
    *("web*", "site", "app", "store*", "shop*", "email*", "mail*", "phone*", "call*", "support*", "newsletter*"),
    *("chat*", "sms", "push*", "branch*", "sales*"),
)

OFFLINE_WORDS: WordLine = (
    *("store*", "in store", "shop visit*", "showroom*", "branch*", "counter", "kiosk*", "retail", "offline", "pos"),
    *("phone*", "call", "calls", "called", "call cent*", "hotline*", "letter*", "postal", "flyer*", "billboard*"),
    *("tv", "radio", "print*", "magazine*", "event booth", "trade fair*", "test drive", "delivered"),
    *("unbox*", "field", "in person", "face", "word mouth", "parcel*", "deliver* receiv*"),
)

ONLINE_WORDS: WordLine = (
    *("web*", "site", "app", "online", "page*", "click*", "email*", "mail", "newsletter*", "chat*", "push*", "sms"),
    *("cart*", "checkout*", "login*", "social*", "facebook*", "instagram*", "banner*", "search*", "download*"),
    *("mobile", "desktop", "install*", "app store", "play store", "online store", "web store", "organic", "paid"),
)
