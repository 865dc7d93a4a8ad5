"""Settings of the Django peer, as `startproject` writes them for production, on the bench's own database."""

import os
from urllib.parse import parse_qs, urlsplit

SECRET_KEY = os.environ["BENCH_SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "import_export",
    "tests.bench.django_peer.app.Bench",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "tests.bench.django_peer.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
WSGI_APPLICATION = "tests.bench.django_peer.wsgi.application"
_ADDRESS = urlsplit(os.environ["BENCH_DATABASE_URL"])  # postgresql://user@/name?host=… or sqlite:////file
_IS_POSTGRESQL = _ADDRESS.scheme.startswith("postgresql")
DATABASES = {
    "default": {
        "ENGINE": f"django.db.backends.{'postgresql' if _IS_POSTGRESQL else 'sqlite3'}",
        "NAME": _ADDRESS.path[1:],
        "USER": _ADDRESS.username or "",
        "HOST": parse_qs(_ADDRESS.query).get("host", [""])[0],
        "CONN_MAX_AGE": None,  # connections persist, as the documentation advises for speed
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
STATIC_URL = "static/"
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = False
