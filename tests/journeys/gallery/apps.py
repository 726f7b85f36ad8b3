from django.apps import AppConfig


class GalleryConfig(AppConfig):
    name = "tests.journeys.gallery"
    label = "gallery"
