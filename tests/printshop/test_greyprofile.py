"""The profile of our greys: littleCMS takes it, and sees sRGB's greys by it."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

from clinicpress.printshop.greyprofile import NAME, grey_profile


def test_littlecms_sees_the_greys_of_the_screen() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(grey_profile()))
    assert profile.profile.xcolor_space.strip() == "GRAY"
    assert ImageCms.getProfileDescription(profile).strip() == NAME
    change = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "L", "RGB")
    for value in (0, 40, 128, 200, 255):
        shown = ImageCms.applyTransform(Image.new("L", (1, 1), value), change).getpixel((0, 0))
        assert all(abs(part - value) <= 1 for part in shown)
